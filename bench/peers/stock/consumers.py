"""As in the Channels tutorial: each connection joins the group and gets each message through its channel."""

import json
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer

GROUP = "notifications"


class NotificationConsumer(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def notification(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps(event["notification"]))
