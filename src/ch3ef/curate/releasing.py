"""What people agreed on -> a released set: released layout, Parquet, Croissant, and where all of it is from."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ch3ef
from ch3ef.curate.agreed import AgreedItem, LeftOut
from ch3ef.curate.folder import Curation
from ch3ef.curate.prompts import task_named
from ch3ef.curate.taking_in import picture_of
from ch3ef.errors import InputError, counted
from ch3ef.items import Item, content_digest
from ch3ef.outputs import new_folder
from ch3ef.scenarios.exporting import (
    CANARY,
    CROISSANT_FILE,
    ITEMS_FILE,
    SetFacts,
    croissant_of,
    write_layout,
    write_table,
)
from ch3ef.scenarios.scenario import Scenario, scenario_of
from ch3ef.taxonomy import Dimension, Level
from ch3ef.texts import markdown_text

PROVENANCE_FILE, SUMS_FILE, VERSION_FILE = "provenance.jsonl", "SHA256SUMS", "VERSION"
LICENCES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC0-1.0", "Apache-2.0", "MIT", "ODC-By-1.0")
"""Usual ones, by their SPDX names; any other may be named too."""


_MADE = (
    "Models proposed questions about the pictures, models answered them, and people kept, reworded or dropped the "
    "questions, marked replies as right or wrong, and trimmed them into options."
)
_LIMITS = (
    "Keys are people's judgement, not truth by construction. Options are what some models said, which may favour those "
    "models or others. Pictures and questions are those of the people who made the set, and stand for no wider world."
)


@dataclass(frozen=True, slots=True)
class Release:
    """A set that was written.

    Attributes:
        version: Digest of its items.
        items: How many.
        described: Whether Croissant metadata stands beside them.
    """

    version: str
    items: int
    described: bool


def scenario_of_agreed(curation: Curation, items: Sequence[AgreedItem]) -> Scenario:
    """Agreed items as a set, as it is when its released files are read.

    Args:
        curation: The folder.
        items: Of it.

    Raises:
        InputError: A picture is gone.
    """
    made = []
    for each in items:
        image = picture_of(curation, each.photo)
        task, options, gold = task_named(each.task), tuple(one.text for one in each.options), tuple(range(each.right))
        digest = content_digest(each.question, options, gold, [image])
        made.append(
            Item(
                id=f"{task.dimension}/{each.draft.id}-{digest}",
                source_id=f"{task.dimension.capitalize()}/{each.draft.id}",
                scenario=curation.name,
                level=Level.A3,
                dimension=str(task.dimension),
                domain=task.domain,
                task=task.name,
                question=each.question,
                images=(image,),
                options=options,
                gold=gold,
                details={"source": task.name},
            )
        )
    return scenario_of(curation.name, made)


def provenance(items: Sequence[AgreedItem], scenario: Scenario) -> list[dict[str, Any]]:
    """Per item, who or what made it: the photo's source, who drafted, whose replies the options are, who decided.

    Raters stand as "rater 1", "rater 2" ..., numbered over all items: who they are is nobody's business.

    Args:
        items: As agreed.
        scenario: Of the same, in the same order.
    """
    names = {rater: f"rater {number}" for number, rater in enumerate(sorted({r for i in items for r in i.raters}), 1)}
    return [
        {
            "id": item.id,
            "draft": each.draft.id,
            "picture": {
                "sha256": each.photo.digest,
                "name": Path(each.photo.name).name,
                "licence": each.photo.licence,
                "source": each.photo.source,
            },
            "question": {
                "by": each.draft.model,
                "prompt": each.draft.prompt,
                "reason": each.draft.reason,
                "edited": each.edited,
            },
            "options": [{"by": one.model, "edited": one.trimmed} for one in each.options],
            "raters": [names[rater] for rater in each.raters],
            "harmful": each.harmful,
            "unanswerable": each.unanswerable,
        }
        for each, item in zip(items, scenario.items, strict=True)
    ]


def release(
    curation: Curation, items: Sequence[AgreedItem], left_out: Sequence[LeftOut], out: Path, licence: str
) -> Release:
    """Write a set.

    Args:
        curation: The folder.
        items: As agreed.
        left_out: Drafts of which no item becomes, to be counted in the datasheet.
        out: A new or empty folder.
        licence: Of the set, as SPDX names it.

    Raises:
        InputError: Nothing is agreed on, a picture is gone, or the folder holds something or cannot be written.
    """
    if not items:
        raise InputError(f"{curation.path}: people have agreed on no item yet; `ch3ef curate agree` says why")
    order = list(Dimension)
    items = sorted(items, key=lambda each: order.index(task_named(each.task).dimension))  # as their files are read
    scenario = scenario_of_agreed(curation, items)
    made = provenance(items, scenario)
    facts = SetFacts(
        f"{len(items)} questions about pictures, made by models and people together. {CANARY}",
        licence,
        scenario.version,
        {
            item.id: {
                "licence": own["picture"]["licence"],
                "source": own["picture"]["source"],
                "drafted_by": own["question"]["by"],
                "answered_by": "; ".join(dict.fromkeys(one["by"] for one in own["options"])),
                "decided_by": "; ".join(own["raters"]),
            }
            for item, own in zip(scenario.items, made, strict=True)
        },
        {
            "data_collection": "Pictures of the people who made the set, each with its licence and source.",
            "data_annotation_protocol": f"{_MADE} What most people said of an item counts; ties were left out.",
            "annotations_per_item": f"{min(len(each.raters) for each in items)} to {max(len(i.raters) for i in items)}",
            "machine_annotation_tools": "; ".join(sorted(_models(made))),
            "data_limitations": _LIMITS,
        },
    )
    try:
        describe = croissant_of(scenario, facts)
    except InputError:
        describe = None
    with new_folder(out) as folder:
        write_layout(scenario, folder)
        write_table(scenario.items, folder / ITEMS_FILE, facts.columns)
        lines = [json.dumps(each, ensure_ascii=False) + "\n" for each in made]
        (folder / PROVENANCE_FILE).write_text("".join(lines), "utf-8")
        (folder / VERSION_FILE).write_text(f"{scenario.version}\n", "utf-8")
        (folder / "README.md").write_text(_datasheet(scenario, items, made, left_out, licence), "utf-8")
        if describe is not None:
            text = json.dumps(describe(folder / ITEMS_FILE), indent=2, ensure_ascii=False)
            (folder / CROISSANT_FILE).write_text(text + "\n", "utf-8")
        (folder / SUMS_FILE).write_text(_sums(folder), "utf-8")
    return Release(scenario.version, len(items), describe is not None)


def _sums(folder: Path) -> str:
    """As the program sha256sum has it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files
    )


def _datasheet(
    scenario: Scenario,
    items: Sequence[AgreedItem],
    made: Sequence[Mapping[str, Any]],
    left_out: Sequence[LeftOut],
    licence: str,
) -> str:
    photos = {each.photo.digest: each.photo for each in items}
    raters = Counter(len(each.raters) for each in items)
    harmful = sum(each.harmful for each in items)
    unknown = sum(not photo.licence for photo in photos.values())
    lines = [
        "---",
        f"license: {licence.casefold()}",
        "configs:",
        "- config_name: default",
        "  data_files:",
        "  - split: test",
        f"    path: {ITEMS_FILE}",
        "---",
        "",
        f"# {markdown_text(scenario.name)}",
        "",
        f"{counted(len(items), 'question')} about {counted(len(photos), 'picture')}, version {scenario.version}; the "
        f"set is licensed under {markdown_text(licence)}, each picture under its own licence ({PROVENANCE_FILE}).",
        "",
    ]
    if harmful:
        lines += [
            f"**Content warning**: {counted(harmful, 'question asks', 'questions ask')} for what should be declined. "
            "They are there to measure whether a model declines.",
            "",
        ]
    lines += [
        "## What it holds",
        "",
        _table(("value", "domain", "task", "items"), _by_task(scenario.items)),
        "",
        'The first option is right; where "I don\'t know." is among the options, the first two are. '
        f"`{ITEMS_FILE}` holds the same with the pictures in it, `gold` the indices of the right options.",
        "",
        "## How it was made",
        "",
        f"{_MADE} What most people said of an item counts; ties were left out. Made with ch3ef {ch3ef.__version__}.",
        "",
        _table(("questions proposed by", "items"), _counts(own["question"]["by"] for own in made)),
        "",
        _table(("options made of replies by", "options"), _counts(one["by"] for own in made for one in own["options"])),
        "",
        _table(("people per item", "items"), [(str(n), str(count)) for n, count in sorted(raters.items())]),
        "",
        f"Questions that people reworded: {sum(each.edited for each in items)} of {len(items)}. Options that they "
        f"trimmed: {sum(one.trimmed for each in items for one in each.options)} of "
        f"{sum(len(each.options) for each in items)}. Drafts left out: {len(left_out)}.",
        "",
        "## Pictures",
        "",
        _table(("licence", "pictures"), _counts(photo.licence or "not known" for photo in photos.values())),
        "",
    ]
    if unknown:
        lines += [f"Of {counted(unknown, 'picture')} the licence is not known: settle it before you hand them on.", ""]
    lines += [
        "## Limits",
        "",
        f"{_LIMITS} Not to be trained on.",
        "",
        f"Checksums: `sha256sum -c {SUMS_FILE}`. {CANARY}",
        "",
    ]
    return "\n".join(lines)


def _models(made: Sequence[Mapping[str, Any]]) -> set[str]:
    return {own["question"]["by"] for own in made} | {one["by"] for own in made for one in own["options"]}


def _by_task(items: Sequence[Item]) -> list[tuple[str, ...]]:
    counts = Counter((str(item.dimension), item.domain, item.task) for item in items)
    return [(*key, str(count)) for key, count in counts.items()]


def _counts(names: Any) -> list[tuple[str, str]]:
    return [(name, str(count)) for name, count in Counter(names).most_common()]


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *([markdown_text(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
