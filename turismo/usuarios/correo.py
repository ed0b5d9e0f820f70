"""Send e-mail without keeping the page waiting."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.mail import EmailMessage

from turismo.env import NO_EMAIL

logger = logging.getLogger(__name__)

# One thread sends one e-mail after another. The duration of a request then does not tell whether an account exists, and
# a mail server that does not answer delays no page. A process that ends waits for the e-mails in the queue.
CARTERO = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cartero")


def hay_correo() -> bool:
    return bool(settings.EMAIL_BACKEND != NO_EMAIL)


def enviar(carta: EmailMessage) -> None:
    CARTERO.submit(entregar, carta)


def entregar(carta: EmailMessage) -> None:
    """Try once: the page offers to send another e-mail."""
    try:
        carta.send()
    except Exception:
        logger.exception("An e-mail could not be sent through the server of EMAIL_URL.")
