"""More kinds of one branch, made by people: trucks, boats, hats and musical instruments."""

from __future__ import annotations

from collections.abc import Callable

from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import darker
from ch3ef.scenarios.generated.scene.things import THINGS

Kind = Callable[[Canvas], None]
_INK = "#2b2b2f"


def _truck(c: Canvas, colour: str) -> None:
    """Cab, chassis and wheels of a lorry that faces right; the load goes above y = -32, left of x = 56."""
    c.rect(-110, -34, 210, 14, fill="#4a4e54", radius=3)
    c.path("M58 -22v-66q0 -6 6 -6h24q10 0 14 8l10 26q4 4 4 10v28z", fill=colour, stroke=darker(colour), width=3)
    c.path("M72 -84h14q6 0 9 6l8 18h-31z", fill="#d7ecf6", stroke=darker(colour), width=2)
    c.rect(106, -40, 9, 9, fill="#ffe9a3", radius=2)
    for x in (-84, -44, 78):
        c.circle(x, -17, 17, fill=_INK)
        c.circle(x, -17, 8, fill="#c9ced3")


def _fire_engine(c: Canvas) -> None:
    c.rect(-110, -80, 164, 50, fill="#d32f2f", stroke="#9c1f1f", width=3, radius=4)
    for x in (-100, -62, -24):
        c.rect(x, -70, 32, 26, fill="#eceff1", stroke="#9aa0a6", width=2)
    c.rect(-110, -40, 164, 6, fill="#fdfaf2")
    _truck(c, "#d32f2f")
    for y in (-90, -100):
        c.line(-112, y, 50, y, stroke="#8a9096", width=5)
    for x in range(-104, 50, 18):
        c.line(x, -90, x, -100, stroke="#8a9096", width=4)
    c.rect(70, -102, 18, 9, fill="#2979ff", radius=4)


def _tow_truck(c: Canvas) -> None:
    c.rect(-110, -46, 160, 14, fill="#f2a91e", stroke="#b87c10", width=3)
    _truck(c, "#f2a91e")
    c.line(28, -44, -84, -96, stroke="#5b6168", width=9)
    c.line(-4, -44, -30, -70, stroke="#5b6168", width=7)
    c.line(-84, -96, -84, -60, stroke=_INK, width=3)
    c.path("M-84 -60v6q0 9 -8 9q-8 0 -7 -8", stroke=_INK, width=5)
    c.rect(70, -101, 18, 8, fill="#ff8f00", radius=4)


def _tanker(c: Canvas) -> None:
    c.rect(-112, -84, 164, 52, fill="#cfd5da", stroke="#8a9096", width=3, radius=26)
    c.rect(-104, -74, 148, 10, fill="#f2f5f7", radius=5)
    for x in (-70, 10):
        c.line(x, -83, x, -33, stroke="#8a9096", width=3)
    c.rect(-44, -92, 28, 10, fill="#8a9096", radius=3)
    c.rect(-62, -56, 66, 12, fill="#2e7d9c")
    _truck(c, "#2e7d9c")


def _dumper(c: Canvas) -> None:
    _truck(c, "#e8b41e")
    c.line(30, -36, 16, -76, stroke="#8a9096", width=8)
    with c.moved(-98, -36, angle=-24):
        c.path("M10 -48q60 -34 128 -2z", fill="#a37a4a")
        c.path("M-10 -44h22l4 0h132v44h-148z", fill="#e8b41e", stroke="#a8801a", width=3)
        for x in (30, 68, 106):
            c.line(x, -42, x, -3, stroke="#a8801a", width=3)
    for x, y, r in ((-118, -8, 9), (-126, -3, 7), (-110, -4, 8), (-122, -14, 6)):
        c.circle(x, y, r, fill="#a37a4a")


def _cement_mixer(c: Canvas) -> None:
    c.rect(-100, -44, 150, 12, fill="#5b6168")
    c.path("M-104 -60l-14 24h10l14 -14z", fill="#8a9096")
    with c.moved(-24, -66, angle=-12):
        c.path("M-74 -18l34 -14h60q28 8 30 32q-2 24 -30 32h-60l-34 -14q-6 -18 0 -36z", fill="#e6e9eb",
               stroke="#8a9096", width=3)  # fmt: skip
        for x in (-42, -10, 22):
            c.path(f"M{x} -31q22 28 -2 60h12q22 -32 2 -60z", fill="#d9653a")
    _truck(c, "#d9653a")


def _logging_truck(c: Canvas) -> None:
    for x in (-104, -28, 44):
        c.line(x, -34, x, -92, stroke="#4a4e54", width=6)
    for y, shift in ((-41, 0), (-56, 3), (-71, -2), (-85, 2)):
        c.rect(-110 + shift, y - 8, 156, 15, fill="#8a5f38", stroke="#5f3f22", width=2, radius=6)
        c.ellipse(-108 + shift, y, 7, 8, fill="#e0bd8a", stroke="#5f3f22", width=2)
        c.ellipse(-108 + shift, y, 3, 4, stroke="#a87a4a", width=1.5)
    _truck(c, "#3f8a5a")
    for x in (-66, 8):
        c.line(x, -93, x, -34, stroke="#f0e3c0", width=3)


def _waves(c: Canvas, left: float, count: int) -> None:
    c.path(f"M{left} -4" + "q7 -8 14 0t14 0" * count, stroke="#3f8fb8", width=5)


def _sailing_boat(c: Canvas) -> None:
    THINGS["boat"](c, 0, -4, 98, "#b5482f")
    _waves(c, -84, 6)


def _canoe(c: Canvas) -> None:
    c.line(-20, -86, 34, -14, stroke="#7d5632", width=5)
    c.path("M34 -20l18 24q-12 6 -20 -2l-6 -16z", fill="#a8764a")
    c.path("M-22 -38q-6 -26 10 -32q20 4 16 32z", fill="#2962d9")
    c.circle(-9, -82, 11, fill="#d39b6f")
    c.path("M-20 -84q2 -12 12 -10q10 0 10 10z", fill="#4e342a")
    c.line(-4, -62, 4, -54, stroke="#d39b6f", width=7)
    c.path(
        "M-98 -52q12 22 40 22h116q28 0 40 -22q-2 46 -50 48h-96q-48 -2 -50 -48z",
        fill="#a8452f",
        stroke="#7a2e1d",
        width=3,
    )
    c.path("M-88 -28q88 14 176 0", stroke="#f0c98a", width=4)
    _waves(c, -98, 7)


def _submarine(c: Canvas) -> None:
    c.polyline([(4, -66), (4, -98), (22, -98)], stroke="#5b6168", width=6)
    c.path("M-22 -60l6 -22h36l6 22z", fill="#e8b41e", stroke="#a8801a", width=3)
    c.polygon([(-84, -40), (-104, -62), (-104, -16)], fill="#c9961a")
    c.ellipse(0, -38, 92, 27, fill="#f2c230", stroke="#a8801a", width=3)
    for x in (-44, -6, 32):
        c.circle(x, -40, 11, fill="#cdeaf5", stroke="#8a6a14", width=4)
    for x, y, r in ((-112, -52, 4), (-118, -68, 5), (-112, -84, 3)):
        c.circle(x, y, r, stroke="#7fb8d6", width=2)


def _container_ship(c: Canvas) -> None:
    for column in range(6):
        for row in range(3 if column % 3 else 2):
            colour = ("#d9653a", "#2e7d9c", "#e8b41e", "#3f8a5a", "#8a4f9c")[(column * 2 + row) % 5]
            c.rect(-52 + 25 * column, -48 - 15 * row, 24, 14, fill=colour, stroke=darker(colour), width=1.5)
    c.rect(-92, -86, 32, 54, fill="#f2f2ee", stroke="#b0b0aa", width=2)
    c.rect(-88, -80, 24, 8, fill="#7fb8d6")
    c.rect(-86, -102, 12, 16, fill="#c0392b")
    c.path("M-106 -34h222l-18 32h-190z", fill="#34495e", stroke="#22313f", width=3)
    c.rect(-98, -14, 198, 8, fill="#b5382f")
    _waves(c, -112, 8)


def _rubber_dinghy(c: Canvas) -> None:
    c.rect(-92, -56, 18, 42, fill="#3b3f45", radius=5)
    c.rect(-88, -12, 10, 14, fill="#3b3f45")
    c.path(
        "M-72 -40h128q24 -18 44 -18q-4 52 -48 52h-118q-18 0 -18 -17t12 -17z", fill="#e0632a", stroke="#a8441a", width=3
    )
    c.path("M-72 -40h128", stroke="#f2a06a", width=7)
    c.path("M-60 -22q10 8 20 0t20 0t20 0t20 0t20 0", stroke="#fdfaf2", width=3)
    _waves(c, -98, 7)


def _top_hat(c: Canvas) -> None:
    c.path("M-40 -96q40 -10 80 0l-8 78h-64z", fill="#2b2b30", stroke="#111114", width=3)
    c.path("M-35 -40q35 10 70 0l-2 18q-33 10 -66 0z", fill="#a8243a")
    c.path(
        "M-74 -22q4 -8 16 -6q58 20 116 0q12 -2 16 6q-20 22 -74 22t-74 -22z", fill="#2b2b30", stroke="#111114", width=3
    )


def _cap(c: Canvas) -> None:
    c.path("M-52 -22q-6 -66 48 -68q52 2 54 62z", fill="#2962d9", stroke="#1b4396", width=3)
    c.path("M-4 -90q-18 30 -14 66M-4 -90q26 26 26 62", stroke="#1b4396", width=2.5)
    c.path("M14 -34q50 -8 82 18q6 10 -8 10q-40 -14 -84 -4z", fill="#1b4396")
    c.circle(-4, -90, 6, fill="#fbd72b")


def _sombrero(c: Canvas) -> None:
    c.path("M-28 -12q-8 -82 28 -86q36 4 28 86z", fill="#e2b75a", stroke="#a87a24", width=3)
    c.path("M-29 -38q29 10 58 0v14h-58z", fill="#c0392b")
    c.path("M-100 -40q-8 -14 4 -12q40 30 96 30t96 -30q12 -2 4 12q-34 36 -100 36t-100 -36z", fill="#e2b75a",
           stroke="#a87a24", width=3)  # fmt: skip
    for x, y in ((-76, -28), (-48, -16), (-16, -11), (16, -11), (48, -16), (76, -28)):
        c.circle(x, y, 5, fill="#3a9d3f")


def _chef_hat(c: Canvas) -> None:
    c.path("M-32 -38q-36 -2 -30 -32q8 -22 30 -16q10 -18 32 -16t30 16q24 -6 32 16q4 30 -30 32z", fill="#fdfdfb",
           stroke="#a8adb2", width=3)  # fmt: skip
    c.rect(-36, -40, 72, 38, fill="#fdfdfb", stroke="#a8adb2", width=3, radius=4)
    for x in (-18, 0, 18):
        c.line(x, -38, x, -62, stroke="#c3c8cc", width=2.5)


def _woolly_hat(c: Canvas) -> None:
    c.circle(0, -86, 15, fill="#fdfaf2", stroke="#cfc6b0", width=2)
    c.path("M-46 -24q-2 -54 46 -56q48 2 46 56z", fill="#3a9d8a", stroke="#24705f", width=3)
    for k in range(-4, 5):
        c.polyline([(10 * k - 5, -46), (10 * k, -54), (10 * k + 5, -46)], stroke="#fdfaf2", width=3)
    c.rect(-52, -28, 104, 26, fill="#d9543a", radius=12, stroke="#a83522", width=3)
    for x in range(-40, 41, 12):
        c.line(x, -24, x, -6, stroke="#a83522", width=2.5)


def _party_hat(c: Canvas) -> None:
    c.polygon([(0, -92), (40, -4), (-40, -4)], fill="#f48fb8", stroke="#c05f88", width=3)
    for x, y, colour in ((0, -62, "#fbd72b"), (-12, -38, "#2962d9"), (13, -34, "#3a9d3f"), (-24, -14, "#fbd72b"),
                         (2, -16, "#7b2fa8"), (25, -14, "#f57c00")):  # fmt: skip
        c.circle(x, y, 6, fill=colour)
    for k in range(8):
        with c.moved(0, -92, angle=45 * k):
            c.line(0, 0, 0, -12, stroke="#fbd72b", width=4)


def _graduation_cap(c: Canvas) -> None:
    c.path("M-38 -50v34q38 22 76 0v-34z", fill="#26262b", stroke="#111114", width=2)
    c.polygon([(0, -92), (84, -60), (0, -28), (-84, -60)], fill="#3b3b42", stroke="#111114", width=2)
    c.polyline([(0, -60), (62, -52), (62, -20)], stroke="#f2b01e", width=4)
    c.path("M55 -20h14l3 22h-20z", fill="#f2b01e")
    c.circle(0, -60, 4, fill="#f2b01e")


def _violin(c: Canvas) -> None:
    with c.moved(-8, -2, scale=0.86, angle=10):
        c.rect(-4, -108, 8, 56, fill="#33241a")
        c.path("M-5 -108q-3 -10 5 -10t5 10z", fill="#6b3a1c")
        for y in (-112, -104):
            c.line(-11, y, 11, y, stroke="#33241a", width=4)
        c.path("M0 -66c18 0 22 12 17 22q-8 8 0 16c10 14 6 28 -17 28s-27 -14 -17 -28q8 -8 0 -16c-5 -10 -1 -22 17 -22z",
               fill="#a8521f", stroke="#6b3112", width=3)  # fmt: skip
        c.path("M-10 -36q-5 8 0 16M10 -36q5 8 0 16", stroke=_INK, width=2.5)
        c.rect(-8, -24, 16, 4, fill="#e6cfa8")
        c.polygon([(-5, -18), (5, -18), (3, -4), (-3, -4)], fill="#33241a")
        for x in (-2, 0, 2):
            c.line(x, -106, x, -14, stroke="#e8e2d4", width=0.8)
    c.line(34, 0, 46, -96, stroke="#7d4a24", width=4)
    c.line(39, -2, 51, -94, stroke="#f0ebdf", width=2.5)


def _trumpet(c: Canvas) -> None:
    c.rect(-56, -50, 92, 30, stroke="#b8860b", width=7, radius=15)
    c.line(-84, -50, 50, -50, stroke="#e0ab1e", width=9)
    c.path("M44 -54q26 -4 38 -28v62q-12 -24 -38 -28z", fill="#e8b52c", stroke="#b8860b", width=3)
    c.ellipse(82, -51, 7, 31, fill="#b8860b")
    c.rect(-94, -57, 10, 14, fill="#b8860b", radius=3)
    for x in (-24, -8, 8):
        c.rect(x - 5, -62, 10, 44, fill="#e8b52c", stroke="#b8860b", width=2, radius=3)
        c.line(x, -62, x, -72, stroke="#8a9096", width=4)
        c.circle(x, -74, 5, fill="#f2ead0")


def _harp(c: Canvas) -> None:
    for k in range(8):
        x = -22 + 8 * k
        c.line(x, -84 + abs(k - 3) * 2, x, -8 - (7 - k) * 0.5 - k * 7, stroke="#8a9096", width=1.6)
    c.path("M-34 -2l-2 -92", stroke="#c98b1e", width=9)
    c.path("M-36 -94q14 -14 30 4q18 18 54 -2", stroke="#c98b1e", width=9)
    c.path("M48 -90q-10 62 -78 86", stroke="#a86f14", width=11)
    c.ellipse(-32, -3, 22, 5, fill="#a86f14")
    c.circle(-36, -97, 7, fill="#e0ab3a")


def _piano(c: Canvas) -> None:
    for x in (-58, 50):
        c.rect(x, -34, 8, 34, fill="#3b271a")
    c.rect(-64, -100, 128, 52, fill="#5a3a26", stroke="#3b271a", width=3, radius=4)
    c.rect(-26, -86, 52, 28, fill="#fdfaf2", stroke="#c9bfa8", width=2)
    for y in (-80, -73, -66):
        c.line(-20, y, 20, y, stroke=_INK, width=1.2)
    c.rect(-70, -50, 140, 20, fill="#3b271a")
    c.rect(-62, -48, 124, 16, fill="#fdfdfb")
    for k in range(1, 14):
        c.line(-62 + 124 / 14 * k, -48, -62 + 124 / 14 * k, -33, stroke="#77777a", width=1)
        if k % 7 not in (0, 3):
            c.rect(-64.5 + 124 / 14 * k, -48, 5, 9, fill=_INK)
    for x in (-6, 6):
        c.rect(x - 2, -6, 4, 6, fill="#e0ab3a")


def _xylophone(c: Canvas) -> None:
    c.polygon([(-76, -62), (-76, -52), (76, -40), (76, -48)], fill="#8f6b4a")
    c.polygon([(-76, -14), (-76, -24), (76, -28), (76, -20)], fill="#8f6b4a")
    colours = ("#d32f2f", "#f57c00", "#fbd72b", "#3a9d3f", "#2aa0a8", "#2962d9", "#7b2fa8", "#f48fb8")
    for k, colour in enumerate(colours):
        h = 74 - 5.5 * k
        c.rect(-74 + 19 * k, -38 - h / 2, 15, h, fill=colour, radius=4, stroke=darker(colour), width=2)
    for x1, x2 in ((-30, 22), (34, 66)):
        c.line(x1, -98, x2, -52, stroke="#c9a173", width=4)
        c.circle(x2, -52, 7, fill="#33363b")


def _tambourine(c: Canvas) -> None:
    c.circle(0, -50, 44, fill="#f6ead0", stroke="#b5642f", width=13)
    for k in range(6):
        with c.moved(0, -50, angle=60 * k + 30):
            c.rect(-9, -51, 18, 13, fill="#7a3f1a")
            c.circle(-4, -45, 6, fill="#e8c04a", stroke="#a8801a", width=1.5)
            c.circle(4, -44, 6, fill="#f2d67a", stroke="#a8801a", width=1.5)


TRUCKS: dict[str, Kind] = {
    "fire engine": _fire_engine, "tow truck": _tow_truck, "tanker": _tanker, "dumper truck": _dumper,
    "cement mixer": _cement_mixer, "logging truck": _logging_truck,
}  # fmt: skip
BOATS: dict[str, Kind] = {
    "sailing boat": _sailing_boat, "canoe": _canoe, "submarine": _submarine, "container ship": _container_ship,
    "rubber dinghy": _rubber_dinghy,
}  # fmt: skip
HATS: dict[str, Kind] = {
    "top hat": _top_hat, "baseball cap": _cap, "sombrero": _sombrero, "chef’s hat": _chef_hat,
    "woolly hat": _woolly_hat, "party hat": _party_hat, "graduation cap": _graduation_cap,
}  # fmt: skip
INSTRUMENTS: dict[str, Kind] = {
    "guitar": lambda c: THINGS["guitar"](c, 0, 0, 100, "#c98b4a"), "drum": lambda c: THINGS["drum"](c, 0, 0, 100, "#c0392b"),
    "violin": _violin, "trumpet": _trumpet, "harp": _harp, "piano": _piano, "xylophone": _xylophone,
    "tambourine": _tambourine,
}  # fmt: skip
