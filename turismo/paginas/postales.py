"""A drawing for each place: hills under a sky, derived from its name, so that no photograph is loaded."""

from random import Random
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ANCHO, ALTO = 400, 220
CERROS = 4
PUNTOS = 5  # of the line of each range of hills


class Luz(NamedTuple):
    """A palette: two colours for the sky, the sun, the farthest hills and the nearest."""

    arriba: str
    abajo: str
    sol: str
    lejos: tuple[int, int, int]
    cerca: tuple[int, int, int]


LUCES = (
    Luz("#f7c98b", "#fbe7cf", "#fff4dc", (222, 148, 112), (98, 48, 66)),  # dawn
    Luz("#8ecae0", "#dff1f2", "#fff7d6", (142, 190, 184), (22, 84, 88)),  # morning
    Luz("#f2a07b", "#f9d9a8", "#ffe9b8", (186, 112, 116), (58, 40, 74)),  # sunset
    Luz("#274766", "#7d9db5", "#f3efe0", (86, 118, 146), (14, 32, 52)),  # moonlight
    Luz("#a9d6cf", "#f3efd8", "#fff6cf", (164, 186, 132), (46, 84, 62)),  # after rain
    Luz("#d9c2e2", "#fbe3dc", "#fff3e6", (176, 150, 190), (66, 56, 104)),  # before night
)


def postal(semilla: str) -> SafeString:
    azar = Random(semilla)
    luz = azar.choice(LUCES)
    cielo = f"cielo-{azar.randrange(16**8):08x}"
    return format_html(
        '<svg class="postal" viewBox="0 0 {ancho} {alto}" preserveAspectRatio="xMidYMid slice" aria-hidden="true"'
        ' focusable="false"><defs><linearGradient id="{cielo}" x2="0" y2="1"><stop stop-color="{arriba}"/>'
        '<stop offset="1" stop-color="{abajo}"/></linearGradient></defs>'
        '<path fill="url(#{cielo})" d="M0 0h{ancho}v{alto}H0z"/>'
        '<circle cx="{x}" cy="{y}" r="{radio}" fill="{sol}"/>{cerros}</svg>',
        ancho=ANCHO,
        alto=ALTO,
        cielo=cielo,
        arriba=luz.arriba,
        abajo=luz.abajo,
        x=azar.randrange(60, ANCHO - 60),
        y=azar.randrange(70, 100),
        radio=azar.randrange(16, 30),
        sol=luz.sol,
        cerros=format_html_join(
            "", '<path fill="{}" d="{}"/>', ((tono(luz, n), cerro(azar, n)) for n in range(CERROS))
        ),
    )


def tono(luz: Luz, n: int) -> str:
    """Nearer hills are darker."""
    parte = n / (CERROS - 1)
    canales = (round(a + (b - a) * parte) for a, b in zip(luz.lejos, luz.cerca, strict=True))
    return "#" + "".join(f"{canal:02x}" for canal in canales)


def cerro(azar: Random, n: int) -> str:
    """The path of one range: tops and valleys alternate, flatter in nearer ranges."""
    base, alza = 108 + n * 29, 46 - n * 8
    paso = ANCHO / (PUNTOS - 1)
    giro = azar.choice((1, -1))
    alturas = [base - giro * (-1) ** i * azar.uniform(0.25, 1) * alza for i in range(PUNTOS)]
    trazo = [f"M0 {alturas[0]:.0f}"]
    for i in range(1, PUNTOS):
        x, medio = i * paso, (i - 0.5) * paso
        trazo.append(f"C{medio:.0f} {alturas[i - 1]:.0f} {medio:.0f} {alturas[i]:.0f} {x:.0f} {alturas[i]:.0f}")
    return " ".join([*trazo, f"V{ALTO}H0z"])
