"""Paginate lists that grow while they are read: a cursor neither repeats nor skips a row."""

from rest_framework.pagination import CursorPagination


class NewestFirstPagination(CursorPagination):
    # By time and not by primary key: the cursor is readable, and a key would tell how many rows there are.
    ordering = "-creada_en"
