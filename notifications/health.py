"""Health: `/livez` for supervisors that restart processes, `/readyz` for load balancers, `/metrics` for Prometheus."""

import dataclasses
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable, ServiceWarning
from health_check.views import HealthCheckView
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from .live.hub import Hub
from .models import Notification

WAITING = timedelta(seconds=10)  # an event without a number for this long is stuck


@dataclasses.dataclass
class Staying(HealthCheck):
    """Whether this process accepts new connections."""

    async def run(self) -> None:
        if Hub.current().is_draining:
            raise ServiceUnavailable(_("This process is leaving."))


@dataclasses.dataclass
class Doorbell(HealthCheck):
    """Whether the channel layer works. Without it, events come by the looks at the log, up to a second later."""

    async def run(self) -> None:
        if trouble := Hub.current().listener.error:
            raise ServiceWarning(_("Events come up to a second late: %(trouble)s") % {"trouble": trouble})


@dataclasses.dataclass
class Relay(HealthCheck):
    """Whether events get their numbers."""

    def run(self) -> None:
        if Notification.objects.filter(seq=None, at__lt=timezone.now() - WAITING).exists():
            raise ServiceWarning(_("Events wait for their number for more than %(s)d s.") % {"s": WAITING.seconds})


class Live(HealthCheckView):
    """200 as long as the process answers at all."""

    checks = ()


class Ready(HealthCheckView):
    """503 if this process should get no requests; a warning, for a degraded service, is reported with 200."""

    checks = (Staying, "health_check.checks.Database", Doorbell, Relay)

    async def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = await super().dispatch(request, *args, **kwargs)
        if response.status_code == 500:
            is_unfit = any(result.error and not isinstance(result.error, ServiceWarning) for result in self.results)
            response.status_code = 503 if is_unfit else 200
        return response


def metrics(request: HttpRequest) -> HttpResponse:
    """The metrics of this process. They are internal: the proxy should not publish this address."""
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
