"""Who may: Django's own permissions, and what each of our roles has of them."""

from rest_framework.permissions import DjangoModelPermissions


class PuedeCambiar(DjangoModelPermissions):
    """A POST to something that exists changes it; DRF takes every POST for an addition."""

    perms_map = DjangoModelPermissions.perms_map | {"POST": DjangoModelPermissions.perms_map["PATCH"]}
