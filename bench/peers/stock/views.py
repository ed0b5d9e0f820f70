"""`POST /notify` in DRF: validate, then `group_send`."""

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .consumers import GROUP


class NotificationSerializer(serializers.Serializer):  # type: ignore[type-arg]
    type = serializers.CharField(max_length=64)
    message = serializers.CharField(max_length=500)
    data = serializers.JSONField()  # type: ignore[assignment]  # DRF's own `data` is what this is named after


class NotifyView(APIView):
    def post(self, request: Request) -> Response:
        serializer = NotificationSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        message = {"type": "notification", "notification": serializer.validated_data}
        async_to_sync(get_channel_layer().group_send)(GROUP, message)
        return Response({"status": "success", "message": "Notificación enviada a todos los clientes"})
