"""Permissions of the REST API beyond those of DRF."""

from rest_framework.permissions import DjangoModelPermissions


class CanChange(DjangoModelPermissions):
    """Require the change permission for a POST to an existing object; DRF requires the add permission."""

    perms_map = DjangoModelPermissions.perms_map | {"POST": DjangoModelPermissions.perms_map["PATCH"]}
