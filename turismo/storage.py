"""Static files of production: names carry a hash, so browsers may cache them without a time limit."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    # Hash the paths in `import` lines of ES modules too.
    support_js_module_import_aggregation = True
