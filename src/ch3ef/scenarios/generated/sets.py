"""The generated sets as scenarios: their items at once, their pictures when they are asked for.

A set is drawn once per seed and size; what it holds is kept in a small file of the cache, from which any item can be
drawn again. The file is named by a digest of the drawing code: another version of the code never meets it. What the
default sets hold is in the package (`shipped/`, written by `tools/ship_sets.py`), so that they need not be drawn for it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError, RunError
from ch3ef.files import write_text_whole
from ch3ef.items import ImageRef, Item, content_digest
from ch3ef.languages import named_in, spoken
from ch3ef.scenarios.cache import writing
from ch3ef.scenarios.generated.making import Draft, draft, drafts
from ch3ef.scenarios.generated.question import RUNGS, Question
from ch3ef.scenarios.generated.registry import GENERATED_TASKS, HUMAN_VALUES, GeneratedTask, generated_task
from ch3ef.scenarios.generated.rendering import render
from ch3ef.scenarios.processes import on_every_core
from ch3ef.scenarios.scenario import Progress, Scenario, scenario_of
from ch3ef.scenarios.wording import Wordings, wordings_of

TWINS = f"{HUMAN_VALUES}-twins"
_AHEAD = 32
"""Pictures drawn but not yet written at any time: bounds the memory."""
SHIPPED = files(__package__) / "shipped"
"""What sets hold that are asked by default: a file per set and seed, gzipped JSON: "code" (the digest), "entries"."""
_FEW = 20
"""Fewer items per task, over all sets to be drawn, are drawn before other processes have begun."""


def load_generated(
    name: str,
    cache: Path,
    *,
    seed: int = 0,
    per_task: int | None = None,
    rung: int | None = None,
    language: str = "en",
    also_in: str = "en",
) -> Scenario:
    """A generated set; its pictures are drawn by its `drawer`.

    Args:
        name: "ch3ef-gen", "ch3ef-gen-twins", "semantics-gen", "logic-gen".
        cache: The cache folder.
        seed: Another seed, another test of the same shape.
        per_task: Items per task; None for each task's own number.
        rung: Of difficulty, of all items; None for all rungs in equal parts.
        language: In which they are worded. In another one than English those that have wordings in it
            (`scenarios.wording`), with the pictures of their English counterparts.
        also_in: A language in which the items must have wordings too: the English counterparts of a set in that one.

    Returns:
        The full set.

    Raises:
        InputError: `per_task` is below 1, not all tasks of the set are drawn on that rung, the cache cannot be
            written, or the language is unknown or has no wordings of the set.
    """
    if per_task is not None and per_task < 1:
        raise InputError(f"per_task {per_task}; expected 1 or more items per task")
    base = HUMAN_VALUES if name == TWINS else name
    if rung is not None:
        _check_rung(base, [task for task in GENERATED_TASKS if task.set_name == base], rung)
    asked = (base, seed, per_task, rung)
    entries = [entry for entry in _entries(cache, *asked) if name != TWINS or entry["twin"]]
    notices = []
    label = name + _settings(seed, per_task, rung)
    for setting, code in (("also_in", spoken(also_in)), ("language", spoken(language))):
        if code:
            worded = [(entry, said) for entry in entries if (said := _in_language(entry, code))]
            notices.append(_notice(name, code, entries, [entry for entry, _ in worded]))
            entries = [said if setting == "language" else entry for entry, said in worded]
            label = f"{label}{'&' if '?' in label else '?'}{setting}={code}"
    folder = cache / "generated" / "pictures"
    items = [_item(entry, generated_task(entry["task"]), label, seed, folder) for entry in entries]
    places = {item.id: (entry["task"], entry["number"], entry["trial"])
              for item, entry in zip(items, entries, strict=True)}  # fmt: skip
    return scenario_of(
        label, items, notices, drawer=partial(_draw, places, seed, rung, name == TWINS, partial(_other, cache, asked))
    )


def _check_rung(name: str, tasks: Sequence[GeneratedTask], rung: int) -> None:
    known = [each for each in RUNGS if all(each in task.rungs for task in tasks)]
    if rung not in known:
        raise InputError(
            f"{name}: rung={rung}; expected one of {', '.join(map(str, known))}, on which all its tasks are drawn"
        )


def _settings(seed: int, per_task: int | None, rung: int | None) -> str:
    """What tells a set from the default one of its name, in the words that load it."""
    given = [f"seed={seed}"] if seed else []
    given += [f"per_task={per_task}"] if per_task is not None else []
    given += [f"rung={rung}"] if rung is not None else []
    return f"?{'&'.join(given)}" if given else ""


def draw_sets(
    names: Iterable[str], cache: Path, seeds: Iterable[int], per_task: int | None, progress: Progress
) -> None:
    """Draw what is not yet kept of several sets, on every core; `load_generated` is quick then.

    Args:
        names: Generated sets.
        cache: The cache folder.
        seeds: All of them of each set.
        per_task: As of `load_generated`.
        progress: Told how many sets were drawn.

    Raises:
        InputError: The cache cannot be written.
    """
    bases = dict.fromkeys(HUMAN_VALUES if name == TWINS else name for name in names)
    wanted = [(base, seed, per_task, None) for seed in seeds for base in bases]
    lacking = [asked for asked in wanted if (_kept(_entries_file(cache, *asked)) or shipped(*asked)) is None]
    few = per_task is not None and per_task * len(lacking) < _FEW
    drawn = on_every_core(_drawn, lacking, worth=not few)
    for count, (asked, entries) in enumerate(zip(lacking, drawn, strict=True)):
        progress(count, len(lacking))
        _keep(entries, _entries_file(cache, *asked))
    if lacking:
        progress(len(lacking), len(lacking))


def drawn_places(name: str, cache: Path, seed: int, per_task: int | None) -> dict[GeneratedTask, list[tuple[int, int]]]:
    """By task, which of its items a set holds, and in which of its trials each was drawn: what `draft` takes."""
    places: dict[GeneratedTask, list[tuple[int, int]]] = {}
    for entry in _entries(cache, name, seed, per_task, None):
        places.setdefault(generated_task(entry["task"]), []).append((entry["number"], entry["trial"]))
    return places


def _in_language(entry: Mapping[str, Any], language: str) -> dict[str, Any] | None:
    """What the set holds of an item in another language; None where it or its twin has no wording."""
    wordings = wordings_of(language, generated_task(entry["task"]).slug)
    if wordings is None:
        return None
    sides = {side: _reworded(entry[side], wordings) for side in ("question", "twin") if entry[side]}
    return {**entry, **sides, "language": language, "english": entry} if all(sides.values()) else None


def _reworded(asked: Mapping[str, Any], wordings: Wordings) -> dict[str, Any] | None:
    """The question anew; of its details those that are of no language, the claim, and the references that have a wording."""
    text, options = wordings.said(asked["text"]), [wordings.said(option) for option in asked["options"]]
    if text is None or None in options or len(set(options)) < len(options):
        return None
    said = dict(zip(asked["options"], options, strict=True))
    details = {
        "count": asked["details"].get("count"),
        "claim": [said[claim] for claim in asked["details"].get("claim", [])],
        "references": [text for each in asked["details"].get("references", []) if (text := wordings.said(each))],
    }
    kept = {name: values for name, values in details.items() if values}
    return {**asked, "text": text, "options": options, "details": kept}


def _notice(name: str, language: str, drawn: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, Any]]) -> str:
    """How much of a set can be asked in a language."""
    if not said:
        raise InputError(f"{name}: none of its {len(drawn)} items has a wording in language {language}")
    tasks = [len({entry["task"] for entry in entries}) for entries in (said, drawn)]
    return (
        f"{name}: {len(said)} of {len(drawn)} items, of {tasks[0]} of {tasks[1]} tasks, have a wording in language "
        f"{language}; the others are left out"
    )


def _entries(cache: Path, *asked: *tuple[str, int, int | None, int | None]) -> list[dict[str, Any]]:
    """What the set holds, from the cache or drawn now."""
    file = _entries_file(cache, *asked)
    entries = _kept(file) or shipped(*asked)
    if entries is None:
        entries = _drawn(asked)
        _keep(entries, file)
    return entries


def shipped(base: str, seed: int, per_task: int | None, rung: int | None) -> list[dict[str, Any]] | None:
    """What the package knows of a set; None where it is not one of those, or the code that draws has changed since."""
    if per_task is not None or rung is not None:
        return None
    with suppress(
        OSError, EOFError, ValueError, zlib.error, LookupError, TypeError
    ):  # not there, or damaged: drawn anew
        told = json.loads(gzip.decompress((SHIPPED / f"{base}-{seed}.json.gz").read_bytes()))
        entries: list[dict[str, Any]] = told["entries"]
        return entries if told["code"] == _code_digest() else None
    return None


def to_ship(base: str, seed: int) -> bytes:
    """What `shipped/` is to hold of a set, drawn now: the same bytes on every machine."""
    told = {"code": _code_digest(), "entries": _drawn((base, seed, None, None))}
    return gzip.compress(json.dumps(told, ensure_ascii=False).encode(), mtime=0)


def _entries_file(cache: Path, base: str, seed: int, per_task: int | None, rung: int | None) -> Path:
    size = f"{per_task or 'full'}{f'-rung-{rung}' if rung else ''}"
    return cache / "generated" / f"{base}-{seed}-{size}-{_code_digest()}.json"


def _kept(file: Path) -> list[dict[str, Any]] | None:
    with suppress(OSError, ValueError):  # not there yet, or damaged: drawn anew
        kept: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
        return kept
    return None


def _keep(entries: Sequence[dict[str, Any]], file: Path) -> None:
    with writing("a generated set", file.parent):
        write_text_whole(file, json.dumps(entries, ensure_ascii=False))


def _drawn(asked: tuple[str, int, int | None, int | None]) -> list[dict[str, Any]]:
    base, seed, per_task, rung = asked
    tasks = [task for task in GENERATED_TASKS if task.set_name == base]
    return [_entry(made) for made in drafts(tasks, seed, per_task, rung)]


def _entry(made: Draft) -> dict[str, Any]:
    return {
        "task": made.task.name,
        "number": made.number,
        "trial": made.trial,
        "name": made.name,
        "form": made.form,
        "rung": made.rung,
        "question": _asked(made.question),
        "twin": _asked(made.twin) if made.twin else None,
    }


def _asked(question: Question) -> dict[str, Any]:
    return {
        "text": question.text,
        "options": question.options,
        "gold": [0],
        "pictures": [picture.digest for picture in question.pictures],
        "details": {name: list(values) for name, values in question.details.items()},
    }


def _item(entry: Mapping[str, Any], task: GeneratedTask, scenario: str, seed: int, folder: Path) -> Item:
    name = scenario.partition("?")[0]
    asked = entry["twin" if name == TWINS else "question"]
    images = tuple(ImageRef(_file(folder, digest), digest) for digest in asked["pictures"])
    options, gold = tuple(asked["options"]), tuple(asked["gold"])
    digest = content_digest(asked["text"], options, gold, images)
    language = entry.get("language", "")
    told: dict[str, str] = {}
    if language:
        english = _item(entry["english"], task, name, seed, folder)
        told = {"language": language, "counterpart": english.pair or english.id, "english": english.id}
    return Item(
        id=f"{name}/{entry['name']}-{digest}",
        source_id=entry["name"],
        scenario=scenario,
        level=task.level,
        dimension=task.dimension,
        domain=task.domain,
        task=task.name,
        question=asked["text"],
        images=images,
        options=options,
        gold=gold,
        pair=named_in(f"{HUMAN_VALUES}/{seed}/{entry['name']}", language) if entry["twin"] else None,
        details={"form": entry["form"], "rung": str(entry["rung"]), **asked["details"], **told},
    )


def _file(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / f"{digest[:24]}.png"


def _draw(
    places: Mapping[str, tuple[str, int, int]],
    seed: int,
    rung: int | None,
    twins: bool,
    other: Callable[[str], Exception],
    items: Sequence[Item],
    progress: Progress,
) -> None:
    """Draw again the items that lack a picture, and write it; on every core, a bounded number at a time."""
    lacking = [item for item in items if not all(image.path.is_file() for image in item.images)]
    under_way: deque[Future[None]] = deque()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for count, item in enumerate(lacking):
            progress(count, len(lacking))
            task, number, trial = places[item.id]
            made = draft(generated_task(task), number, trial, seed, rung)
            question = made.twin if twins else made.question
            pictures = question.pictures if question else ()
            if [picture.digest for picture in pictures] != [image.digest for image in item.images]:
                raise other(item.id)
            for image, picture in dict(zip(item.images, pictures, strict=True)).items():
                under_way.append(pool.submit(render, picture, image.path))
            _finish(under_way, _AHEAD)
        _finish(under_way, 0)
    if lacking:
        progress(len(lacking), len(lacking))


def _other(cache: Path, asked: tuple[str, int, int | None, int | None], name: str) -> Exception:
    """What to say of an item that is drawn otherwise than its set has it; what this machine draws is kept from now on."""
    file = _entries_file(cache, *asked)
    if _kept(file) is not None:
        return RuntimeError(f"{name}: drawn otherwise than before: a form draws from something but its draws")
    _keep(_drawn(asked), file)
    return RunError(
        f"{name}: this machine draws it otherwise than the list in the package has it, by a rounding of its own; the "
        "list was drawn anew here: say the same again"
    )


def _finish(under_way: deque[Future[None]], leave: int) -> None:
    while len(under_way) > leave:
        under_way.popleft().result()


@cache
def _code_digest() -> str:
    """Twelve hex digits over everything that decides what is drawn."""
    digest = hashlib.sha256()
    for name, content in sorted(_sources(files(__package__), "")):
        digest.update(name.encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _sources(folder: Any, place: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, f"{place}{entry.name}/")
        elif entry.name.endswith((".py", ".json")):
            yield place + entry.name, entry.read_bytes()


load_human_values = partial(load_generated, HUMAN_VALUES)
load_twins = partial(load_generated, TWINS)
load_semantics = partial(load_generated, "semantics-gen")
load_logic = partial(load_generated, "logic-gen")
