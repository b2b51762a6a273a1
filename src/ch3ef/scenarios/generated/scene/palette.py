"""Colours: those that a question may name, far enough apart to tell, and grounds that set them off."""

from __future__ import annotations

from functools import lru_cache

from ch3ef.scenarios.generated.draws import Draws

NAMED = {
    "red": "#d32f2f",
    "orange": "#f57c00",
    "yellow": "#fbd72b",
    "green": "#3a9d3f",
    "blue": "#2962d9",
    "purple": "#7b2fa8",
    "pink": "#f48fb8",
    "brown": "#795031",
    "black": "#1d1d1f",
    "white": "#fafafa",
    "grey": "#8f9499",
}
"""A question or option that names a colour means one of these, and the thing is drawn in it."""

BRIGHT = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown")
"""Names that stand out on every ground of `GROUNDS`."""

GROUNDS = (
    ("#fbf7ec", "#f1e6cf"), ("#f1f7fc", "#d9e6f2"), ("#f3f9f0", "#dcead5"), ("#fcf3f6", "#f1dde4"),
    ("#f6f4fc", "#e1dcf0"), ("#f8f8f6", "#e4e4e0"), ("#eef3f3", "#cfdcdc"), ("#fdf6e9", "#ecd9b8"),
)  # fmt: skip
"""Pairs of a light and a darker tint for walls and plain backgrounds."""

SKINS = ("#f6d7bd", "#eac09b", "#d39b6f", "#b57a4b", "#8a5a37", "#5e3c26")
GREY_HAIR = "#9a9a9a"
HAIRS = ("#2b211d", "#4e342a", "#7a4f2c", "#b98442", "#dcb36c", GREY_HAIR, "#7a2e1d")
SCARVES = ("#7b8288", "#d8c7a3", "#e8e4da", "#33373d", "#9db0bd", "#c9b3a6")
"""Of headscarves: none that a question could name."""


@lru_cache(4096)
def mixed(colour: str, other: str, share: float) -> str:
    """A colour between two, both `#rrggbb`; `share` of the other, in [0, 1].

    Example:
        >>> mixed("#000000", "#ffffff", 0.5)
        '#808080'
    """
    parts = [(int(colour[k : k + 2], 16), int(other[k : k + 2], 16)) for k in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in parts)


def darker(colour: str, share: float = 0.25) -> str:
    """Towards black."""
    return mixed(colour, "#000000", share)


def lighter(colour: str, share: float = 0.25) -> str:
    """Towards white."""
    return mixed(colour, "#ffffff", share)


def any_ground(draws: Draws) -> str:
    """A plain light tint, drawn between the two of a pair."""
    light, dark = draws.one(GROUNDS)
    return mixed(light, dark, draws.between(0, 1))
