"""The platform's settings in production, without the rate limits for publishers."""

from turismo.settings import *  # noqa: F403
from turismo.settings import NOTIFICATIONS as DEPLOYED

NOTIFICATIONS = {**DEPLOYED, "PUBLISHER_RATE": 1e6}  # type: ignore[dict-item]  # they are of several kinds
