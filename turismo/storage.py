"""Where `collectstatic` puts the files of production: names carry a hash, so browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Almacen(CompressedManifestStaticFilesStorage):
    # Our scripts are ES modules: the paths in their `import` lines must carry the hashes too.
    support_js_module_import_aggregation = True
