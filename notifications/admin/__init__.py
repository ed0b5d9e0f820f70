"""The admin of notifications: the log and the keys of publishers. Importing it registers both."""

from .notifications import NotificationAdmin
from .publishers import PublisherAdmin

__all__ = ["NotificationAdmin", "PublisherAdmin"]
