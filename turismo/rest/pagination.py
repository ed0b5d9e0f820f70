"""Pages of what grows while somebody reads it: a cursor neither repeats nor skips a row."""

from rest_framework.pagination import CursorPagination


class PorCursor(CursorPagination):
    # By the hour and not by the primary key, which a cursor would show.
    ordering = "-creada_en"
