"""E-mail: whether this installation can send any, and who carries it while the page answers."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.mail import EmailMessage

from turismo.env import NO_EMAIL

logger = logging.getLogger(__name__)

# One letter after the other, in a thread of its own. How long a page takes does not tell who has an account, and a
# mail server that does not answer keeps no page waiting. On its way out the process waits for what it still carries.
CARTERO = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cartero")


def hay_correo() -> bool:
    return bool(settings.EMAIL_BACKEND != NO_EMAIL)


def enviar(carta: EmailMessage) -> None:
    CARTERO.submit(entregar, carta)


def entregar(carta: EmailMessage) -> None:
    """Once: whoever does not get it asks for another."""
    try:
        carta.send()
    except Exception:
        logger.exception("An e-mail could not be sent; EMAIL_URL says by whom.")
