"""The platform as it is deployed, except that a publisher may publish as fast as it can."""

from turismo.settings import *  # noqa: F403
from turismo.settings import NOTIFICATIONS as DEPLOYED

NOTIFICATIONS = {**DEPLOYED, "PUBLISHER_RATE": 1e6}  # type: ignore[dict-item]  # they are of several kinds
