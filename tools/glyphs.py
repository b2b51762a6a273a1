"""Make the glyph tables of the generated pictures from font files: run by hand, the tables are committed.

    pip install fonttools Hershey-Fonts
    python tools/glyphs.py FOLDER_WITH_FONT_FILES

Pictures carry outlines, never font names: what is drawn does not depend on the fonts of a machine. A table is
`{"ascent", "descent", "glyphs": {character: [advance, drawing]}}` in thousandths of the font size, y downwards
from the baseline; `drawing` is SVG path data of a filled outline, or, for handwriting, a list of strokes.
Sources: DejaVu 2.37 and Comic Neue 2.51 (licences beside the tables), the Hershey vector fonts of 1967.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ALPHABET = "".join(map(chr, range(32, 127))) + "£€°·×÷±½²³–—’‘“”…éèàäöüçñß"  # noqa: RUF001
SYMBOLS = "µΩ→←↑↓✓✗•©▶◀▲▼★☆♪"
FACES = {
    "sans": "DejaVuSans.ttf",
    "sans-bold": "DejaVuSans-Bold.ttf",
    "condensed": "DejaVuSansCondensed.ttf",
    "serif": "DejaVuSerif.ttf",
    "serif-bold": "DejaVuSerif-Bold.ttf",
    "serif-italic": "DejaVuSerif-Italic.ttf",
    "mono": "DejaVuSansMono.ttf",
    "comic": "ComicNeue-Regular.otf",
    "comic-bold": "ComicNeue-Bold.otf",
}
HANDS = {"hand-print": "futural", "hand-script": "scripts"}
TABLES = Path(__file__).parents[1] / "src" / "ch3ef" / "scenarios" / "generated" / "glyphs"


def face_table(path: Path) -> dict[str, Any]:
    """The outlines of one font file."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    names, shapes = font.getBestCmap(), font.getGlyphSet()
    scale = 1000 / font["head"].unitsPerEm
    glyphs = {}
    for character in ALPHABET + SYMBOLS:
        if (name := names.get(ord(character))) is None:
            continue
        pen = SVGPathPen(shapes, ntos=lambda number: str(round(number)))
        shapes[name].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
        glyphs[character] = [round(shapes[name].width * scale), pen.getCommands()]
    return {
        "ascent": round(font["hhea"].ascent * scale),
        "descent": round(-font["hhea"].descent * scale),
        "glyphs": glyphs,
    }


def hand_table(name: str) -> dict[str, Any]:
    """The strokes of one Hershey font."""
    from HersheyFonts import HersheyFonts

    fonts = HersheyFonts()
    fonts.load_default_font(name)
    fonts.normalize_rendering(1000)
    heights = [y for stroke in fonts.strokes_for_text("A") for _, y in stroke]
    baseline, scale = min(heights), 720 / (max(heights) - min(heights))
    glyphs: dict[str, Any] = {}
    for character in map(chr, range(32, 127)):
        advance = _pen(fonts, f"{character}|") - _pen(fonts, "|")
        strokes = [
            [[round(x * scale), round((baseline - y) * scale)] for x, y in stroke]
            for stroke in fonts.strokes_for_text(character)
        ]
        glyphs[character] = [round(advance * scale), strokes]
    return {"ascent": 760, "descent": 300, "glyphs": glyphs}


def _pen(fonts: Any, text: str) -> float:
    """Where the last stroke of a text begins: the pen's way, since the library does not tell advances."""
    return float(list(fonts.strokes_for_text(text))[-1][0][0])


def main() -> None:
    """Write every table."""
    fonts = Path(sys.argv[1])
    for face, file in FACES.items():
        path = next(fonts.rglob(file))
        _write(face, face_table(path))
    for hand, name in HANDS.items():
        _write(hand, hand_table(name))


def _write(name: str, table: dict[str, Any]) -> None:
    (TABLES / f"{name}.json").write_text(json.dumps(table, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
