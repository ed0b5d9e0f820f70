"""Close codes of `/ws`, which tell a client whether to come back."""

from enum import IntEnum


class Close(IntEnum):
    """RFC 6455 leaves 4000–4999 to applications; ours end like the HTTP status that means the same."""

    RESTART = 1012  # come back at once
    TRY_LATER = 1013  # the log cannot be read just now
    MALFORMED = 4400  # frames that are not what /ws understands
    SESSION_OVER = 4401  # log in again; do not come back as you are
    NOT_ALLOWED = 4403  # do not come back
    TOO_SLOW = 4408  # come back and resume
    TOO_MANY = 4429  # of connections or of frames: come back later
