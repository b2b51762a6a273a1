"""What the wordings of a language lack: `python -m tests.scenarios.wordings CODE TASK [TASK ...]`.

Per form of a task: how many of its items can be said in the language, and of the others the texts that no template fits.
"""

from __future__ import annotations

import argparse
from collections import defaultdict

from ch3ef.scenarios.generated.making import drafts
from ch3ef.scenarios.generated.registry import generated_task
from ch3ef.scenarios.wording import wordings_of


def main() -> None:
    """Print a line per form, and below it the texts that lack a wording."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language", help="its code")
    parser.add_argument("tasks", nargs="+", metavar="task", help="its name: 'hand drawing'")
    parser.add_argument("--items", type=int, default=60, help="items to draw of each task")
    arguments = parser.parse_args()
    for task in map(generated_task, arguments.tasks):
        wordings = wordings_of(arguments.language, task.slug)
        lacking: dict[str, list[set[str]]] = defaultdict(list)
        for made in drafts([task], 0, arguments.items):
            sides = [made.question, *([made.twin] if made.twin else [])]
            texts = {text for side in sides for text in (side.text, *side.options)}
            lacking[made.form].append({text for text in texts if wordings is None or wordings.said(text) is None})
        for form, found in lacking.items():
            print(f"{task.name}, {form}: {sum(not texts for texts in found)} of {len(found)} items")
            for text in sorted(set[str]().union(*found)):
                print(f"    {text!r}")


if __name__ == "__main__":
    main()
