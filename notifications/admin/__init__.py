"""The admin of notifications: the log, and the keys of publishers."""

from .notifications import NotificationAdmin, PublisherAdmin

__all__ = ["NotificationAdmin", "PublisherAdmin"]
