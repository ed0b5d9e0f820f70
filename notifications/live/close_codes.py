"""The close codes of `/ws`, which tell a client whether to reconnect."""

from enum import IntEnum


class Close(IntEnum):
    """RFC 6455 (section 7.4.2) leaves 4000 to 4999 to applications; ours end like the HTTP status of that meaning."""

    RESTART = 1012  # reconnect at once
    TRY_LATER = 1013  # the log cannot be read just now
    MALFORMED = 4400  # a message that `/ws` does not understand
    SESSION_OVER = 4401  # log in again; reconnecting with the same session is of no use
    NOT_ALLOWED = 4403  # do not reconnect
    TOO_SLOW = 4408  # reconnect and resume
    TOO_MANY = 4429  # connections or messages: reconnect later
