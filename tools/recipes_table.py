"""Write the table of the package's recipes into `docs/recipes.md`: `make docs`."""

from __future__ import annotations

import re
from pathlib import Path

from ch3ef.listing import recipes_table

PAGE = Path(__file__).parents[1] / "docs" / "recipes.md"
PART = re.compile(r"(<!-- recipes: [^>]*-->\n).*?(<!-- end of recipes -->)", re.DOTALL)

if __name__ == "__main__":
    PAGE.write_text(PART.sub(lambda part: f"{part[1]}{recipes_table()}\n{part[2]}", PAGE.read_text("utf-8")), "utf-8")
