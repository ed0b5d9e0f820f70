"""Recommendations over REST, among those who have an account."""

from rest_framework.mixins import CreateModelMixin, ListModelMixin
from rest_framework.permissions import IsAuthenticated
from rest_framework.viewsets import GenericViewSet

from .models import Recomendacion
from .serializers import RecomendacionSerializer


class RecomendacionViewSet(ListModelMixin, CreateModelMixin, GenericViewSet[Recomendacion]):
    permission_classes = [IsAuthenticated]
    queryset = Recomendacion.objects.select_related("usuario", "tour")
    serializer_class = RecomendacionSerializer
    filterset_fields = ["tour__slug"]
