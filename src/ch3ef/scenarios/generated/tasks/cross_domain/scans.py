"""Schematic scans: chest, blood under the microscope, heart tracing."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import darker, lighter

_FILM = "#0d0f11"


def film(draws: Draws, width: int, height: int) -> Canvas:
    """A dark film with the number of its (invented) record."""
    canvas = Canvas(width, height, ground=_FILM)
    canvas.text(14, height - 12, f"Study {draws.whole(1000, 9999)}", size=13, face="mono", colour="#8d9498")
    return canvas


def chest(canvas: Canvas, draws: Draws, *, heart: float = 1) -> None:
    """Chest from the front, about 500 x 520 around (256, 250); the heart lies towards the right of the picture."""
    tone = draws.one(("#8f979b", "#969a96", "#8a949d"))
    body = "M60 520q-14 -240 40 -340q36 -60 110 -84l4 -70h88l4 70q74 24 110 84q54 100 40 340z"
    canvas.path(body, fill=canvas.gradient(darker(tone, 0.38), darker(tone, 0.52)))
    for side in (-1, 1):
        with canvas.moved(258, 0, mirrored=side < 0):
            canvas.path("M22 110q52 -14 86 52q44 96 36 240q-40 -26 -112 -2q-8 -60 -4 -150z",
                        fill=canvas.gradient("#15181a", "#1f2427"), stroke=darker(tone, 0.3), width=3)  # fmt: skip
            for k in range(7):
                y = 122 + 40 * k
                canvas.path(f"M14 {y}q{70 + 6 * k} {-22} {104 + 7 * k} {34 + 5 * k}", stroke=lighter(tone, 0.2),
                            width=8, opacity=0.3)  # fmt: skip
            canvas.path("M16 108q60 -34 120 -14", stroke=lighter(tone, 0.35), width=12, opacity=0.75)
    for k in range(11):
        canvas.rect(244, 62 + 38 * k, 28, 27, fill=lighter(tone, 0.2), radius=5, opacity=0.65)
    canvas.path(f"M250 250q{26 * heart:.0f} -18 {52 * heart:.0f} 26q{60 * heart:.0f} 60 {58 * heart:.0f} 130h-150q-16 -100 40 -156z",
                fill=lighter(tone, 0.08), opacity=0.92)  # fmt: skip
    canvas.path("M84 520q4 -120 100 -122q60 0 78 22q30 -24 84 -14q70 12 84 114z", fill=tone, opacity=0.9)


def sides(canvas: Canvas, left: float, right: float, y: float) -> None:
    """The letters that mark the patient's sides: a film from the front shows the right one on its left."""
    for x, letter in ((left, "R"), (right, "L")):
        canvas.rect(x - 16, y - 22, 32, 32, stroke="#f2f4f4", width=2, radius=4)
        canvas.text(x, y + 3, letter, size=24, face="sans-bold", colour="#f2f4f4", anchor="middle")


def beats(canvas: Canvas, box: tuple[float, float, float, float], times: Sequence[float], seconds: float, turned: float | None = None) -> None:  # fmt: skip
    """A heart tracing on squared paper; a big square is 0.2 seconds wide, `times` are those of the spikes; in one the waves around the spike may have changed places."""
    x, y, w, h = box
    canvas.rect(x, y, w, h, fill="#fff3f0")
    step = w / (seconds * 5)
    fine = "".join(f"M{x + k * step:.1f} {y:.1f}v{h:.1f}" for k in range(int(seconds * 5) + 1))
    fine += "".join(f"M{x:.1f} {y + k * step:.1f}h{w:.1f}" for k in range(int(h / step) + 1))
    canvas.path(fine, stroke="#f0b8b0", width=1)
    base, tall, per = y + 0.62 * h, 0.42 * h, w / seconds
    points: list[Point] = [(x, base)]
    for time in times:
        p = x + time * per
        before, after = (0.24, 0.14) if time == turned else (0.14, 0.24)
        for dt, up in ((-0.2, 0), (-0.14, before), (-0.08, 0), (-0.035, 0), (-0.02, -0.12), (0, 1), (0.025, -0.3),
                       (0.045, 0), (0.08, 0.0), (0.14, after), (0.2, 0)):  # fmt: skip
            px = p + dt * per
            if points[-1][0] < px < x + w:
                points.append((px, base - up * tall))
    points.append((x + w, base))
    canvas.polyline(points, stroke="#23262b", width=2)
    canvas.rect(x, y, w, h, stroke="#c98a80", width=2)


def red_cell(canvas: Canvas, x: float, y: float, r: float) -> None:
    """A round red cell, paler in the middle."""
    canvas.circle(x, y, r, fill=canvas.glow("#f0c0b8", "#dd8578", "#d27468"), stroke="#c4655a", width=1)


def sickle_cell(canvas: Canvas, x: float, y: float, r: float, angle: float) -> None:
    """A red cell bent into a crescent."""
    with canvas.moved(x, y, angle=angle, scale=r / 20):
        canvas.path("M-34 10Q0 -36 34 10Q0 -10 -34 10z", fill="#cf6d62", stroke="#b2554b", width=1.5)


def white_cell(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """A large pale cell with a lobed violet nucleus."""
    canvas.circle(x, y, r, fill="#dccbe6", stroke="#b09ac4", width=1.5)
    turn = draws.between(0, 6.28)
    for k in range(3):
        t = turn + 2.1 * k
        canvas.circle(x + 0.34 * r * math.cos(t), y + 0.34 * r * math.sin(t), 0.4 * r, fill="#6a3f94")
