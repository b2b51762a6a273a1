"""A scenario -> files that other programs read: the released Ch3Ef layout, Parquet, Croissant metadata.

A folder is written beside its place and moved there when it is whole; what stands there already is never touched.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ch3ef
from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item, digest_name
from ch3ef.outputs import new_folder
from ch3ef.scenarios.released import META_FOLDER, gold_of
from ch3ef.scenarios.scenario import Scenario
from ch3ef.taxonomy import Dimension, task_of

if TYPE_CHECKING:
    import pyarrow as pa

ITEMS_FILE = "items.parquet"
CROISSANT_FILE = "croissant.json"
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif", ".jp2", ".ico")
"""Suffixes that a picture keeps when it is handed on."""
CANARY = "ch3ef evaluation data, not for training; canary 7f3d1c58-0b9e-4c64-9a0d-5e2f86c1b7a4"
"""Stands in every set that is handed on: who finds it in a corpus leaves the text beside it out, and a model that goes
on after its first half has met the set."""
_BATCH = 64
"""Items per row group: their pictures are in memory together."""


@dataclass(frozen=True, slots=True)
class SetFacts:
    """What a set says of itself as a whole, and of its items beyond what an item holds.

    Attributes:
        description: What it is, in a sentence.
        licence: As SPDX names it.
        version: Its version.
        columns: Id of an item -> further columns of texts, the same for every item.
        made: How it was made, under the names that Croissant's part on responsible AI has for that.
    """

    description: str
    licence: str = "Apache-2.0"
    version: str = "1.0.0"
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)


_DRAWN = SetFacts(f"Questions on drawn scenes about human values; the key follows from the scene. {CANARY}")


def write_released(scenario: Scenario, out: Path) -> None:
    """Write the layout of the released Ch3Ef files, which `load_released` reads back.

    Args:
        scenario: Items of A3; the right options come first.
        out: A new or empty folder.

    Raises:
        InputError: An item does not fit the layout, the folder holds something, or it cannot be written.
    """
    for item in scenario.items:
        if item.dimension is None or not item.images or item.gold != gold_of(item.options):
            raise InputError(
                f"item {item.id!r} does not fit the released layout; expected a dimension, a picture, and the right "
                "option first: --format parquet takes any item"
            )
    with new_folder(out) as folder:
        write_layout(scenario, folder)


def write_parquet(scenario: Scenario, out: Path, *, croissant: bool = False) -> None:
    """Write one Parquet file with the pictures in it, as the `datasets` library reads it, and a card beside it.

    Args:
        scenario: The items.
        out: A new or empty folder.
        croissant: Whether to describe it as Croissant metadata too; needs the package mlcroissant.

    Raises:
        InputError: The folder holds something or cannot be written, or mlcroissant is not installed.
    """
    describe = croissant_of(scenario, _DRAWN) if croissant else None
    with new_folder(out) as folder:
        write_table(scenario.items, folder / ITEMS_FILE)
        (folder / "README.md").write_text(_card(scenario), "utf-8")
        if describe is not None:
            text = json.dumps(describe(folder / ITEMS_FILE), indent=2, ensure_ascii=False)
            (folder / CROISSANT_FILE).write_text(text + "\n", "utf-8")


def write_layout(scenario: Scenario, folder: Path) -> None:
    """`write_released` into a folder that is being filled; the items fit the layout."""
    made_by = f"ch3ef {ch3ef.__version__} from {scenario.name}, version {scenario.version}"
    (folder / META_FOLDER).mkdir()
    for dimension in Dimension:
        own = [item for item in scenario.items if item.dimension == dimension]
        if not own:
            continue
        top = f"{dimension.capitalize()}_images"
        (folder / top).mkdir()
        records = []
        for item in own:
            names = {image: f"{top}/{_file_name(image)}" for image in item.images}
            for image, name in names.items():
                if not (folder / name).exists():
                    shutil.copyfile(image.path, folder / name)
            records.append(_record(item, dimension, [names[image] for image in item.images]))
        meta = {"name": f"Ch3Ef {dimension}", "num": len(records), "made_by": made_by, "canary": CANARY}
        content = {"meta_data": meta, "items": records}
        text = json.dumps(content, indent=1, ensure_ascii=False)
        (folder / META_FOLDER / f"{dimension.capitalize()}.json").write_text(text + "\n", "utf-8")


def _file_name(image: ImageRef) -> str:
    """Made of the picture's digest: nothing that a set says of itself becomes a place on disk."""
    suffix = image.path.suffix.lower()
    return f"{digest_name(image.digest)}{suffix if suffix in PICTURE_SUFFIXES else '.png'}"


def _record(item: Item, dimension: Dimension, images: list[str]) -> dict[str, Any]:
    """What `load_released` reads back as the same item, one that it has read itself with the same id."""
    record = {
        "id": item.source_id.removeprefix(f"{dimension.capitalize()}/"),
        "image": images,
        "query": item.question,
        "options": list(item.options),
        "source": _source(item, dimension),
    }
    kept = {"safe_label": item.details.get("safe_label"), "pair": item.pair}
    return record | {name: value for name, value in kept.items() if value is not None}


def _source(item: Item, dimension: Dimension) -> str:
    """The task in the spelling that it came in, where that still names it."""
    spelling = item.details.get("source")
    task = task_of(spelling, dimension) if isinstance(spelling, str) else None
    return str(spelling) if task and task.name == item.task else item.task


def write_table(items: Sequence[Item], file: Path, columns: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """One Parquet file with the pictures in it, as the `datasets` library reads it.

    Args:
        items: The items.
        file: Where to.
        columns: As in `SetFacts`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = columns or {}
    table = _table_schema(_names(columns))
    with pq.ParquetWriter(file, table) as writer:
        rest = iter(items)
        while batch := list(islice(rest, _BATCH)):
            writer.write_table(
                pa.Table.from_pylist([{**_row(item), **columns.get(item.id, {})} for item in batch], schema=table)
            )


def _names(columns: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The further columns, in order."""
    return tuple(dict.fromkeys(name for own in columns.values() for name in own))


def _row(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "images": [{"bytes": image.path.read_bytes(), "path": image.path.name} for image in item.images],
        "question": item.question,
        "options": list(item.options),
        "gold": list(item.gold),
        "level": str(item.level),
        "dimension": item.dimension,
        "domain": item.domain,
        "task": item.task,
        "pair": item.pair,
        "form": item.details.get("form"),
    }


_TEXTS = ("level", "dimension", "domain", "task", "pair", "form")


def _table_schema(more: Sequence[str] = ()) -> pa.Schema:
    """Columns, with the note by which the `datasets` library knows the pictures as pictures."""
    import pyarrow as pa

    text = {"dtype": "string", "_type": "Value"}
    features = {
        "id": text,
        "images": {"feature": {"_type": "Image"}, "_type": "List"},
        "question": text,
        "options": {"feature": text, "_type": "List"},
        "gold": {"feature": {"dtype": "int64", "_type": "Value"}, "_type": "List"},
        **dict.fromkeys((*_TEXTS, *more), text),
    }
    return pa.schema(
        [
            ("id", pa.string()),
            ("images", pa.list_(pa.struct([("bytes", pa.binary()), ("path", pa.string())]))),
            ("question", pa.string()),
            ("options", pa.list_(pa.string())),
            ("gold", pa.list_(pa.int64())),
            *((name, pa.string()) for name in (*_TEXTS, *more)),
        ],
        metadata={"huggingface": json.dumps({"info": {"features": features}}), "canary": CANARY},
    )


def _card(scenario: Scenario) -> str:
    return (
        "---\nlicense: apache-2.0\nconfigs:\n- config_name: default\n  data_files:\n  - split: test\n"
        f"    path: {ITEMS_FILE}\n---\n\n# {scenario.name}\n\n{len(scenario.items)} items, version {scenario.version}. "
        f"`gold` holds the indices of the right options.\n\n{CANARY}\n"
    )


def croissant_of(scenario: Scenario, facts: SetFacts) -> Callable[[Path], dict[str, Any]]:
    """What describes a Parquet file of a set as Croissant metadata; made before anything is written.

    Args:
        scenario: The set.
        facts: What it says of itself.

    Raises:
        InputError: The package mlcroissant is not installed.
    """
    try:
        import mlcroissant as mlc
    except ImportError as error:
        raise InputError("--format croissant needs the package mlcroissant: pip install 'ch3ef[data]'") from error

    def column(name: str, *, repeated: bool = False, kind: Any = mlc.DataType.TEXT) -> Any:
        source = mlc.Source(file_object="items.parquet", extract=mlc.Extract(column=name))
        return mlc.Field(
            id=f"questions/{name}",
            name=name,
            data_types=kind,
            source=source,
            is_array=repeated,
            array_shape="-1" if repeated else None,
        )

    def describe(file: Path) -> dict[str, Any]:
        fields = [
            column("id"),
            column("question"),
            column("options", repeated=True),
            column("gold", repeated=True, kind=mlc.DataType.INTEGER),
            *map(column, (*_TEXTS, *_names(facts.columns))),
        ]
        metadata = mlc.Metadata(
            name=scenario.name,
            description=facts.description,
            license=[f"https://spdx.org/licenses/{facts.licence}.html"],
            version=facts.version,
            **facts.made,
            distribution=[_file_object(mlc, file)],
            record_sets=[mlc.RecordSet(id="questions", name="questions", fields=fields)],
        )
        described: dict[str, Any] = metadata.to_json()
        return json.loads(json.dumps(described, default=str))  # type: ignore[no-any-return]

    return describe


def _file_object(mlc: Any, file: Path) -> Any:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return mlc.FileObject(
        id=ITEMS_FILE, name=file.name, content_url=file.name, encoding_formats=["application/x-parquet"], sha256=digest
    )
