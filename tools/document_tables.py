"""Write the tables that follow from the code into the documents: `make docs`."""

from __future__ import annotations

import re
from pathlib import Path

from ch3ef.cli.listing import corruptions_table, human_values_table, perturbations_table, recipes_table, suites_table

DOCS = Path(__file__).parents[1] / "docs"
TABLES = {
    "recipes": ("recipes.md", recipes_table),
    "corruptions": ("alterations.md", corruptions_table),
    "perturbations": ("alterations.md", perturbations_table),
    "suites": ("suites.md", suites_table),
    "human value sets": ("human-value-sets.md", human_values_table),
}
"""Name of a table -> its page, and what makes it."""


def with_table(text: str, name: str, table: str) -> str:
    """A page with a table between its marks."""
    start, end = re.search(rf"<!-- {name}: [^>]*-->\n", text), f"<!-- end of {name} -->"
    if start is None:
        raise SystemExit(f"no mark of {name} in the page")
    return f"{text[: start.end()]}{table}\n{text[text.index(end) :]}"


if __name__ == "__main__":
    for name, (page, table) in TABLES.items():
        text = (DOCS / page).read_text("utf-8")
        (DOCS / page).write_text(with_table(text, name, table()), "utf-8")
