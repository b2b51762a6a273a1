"""One page for a rater: opened from disk, labelled by mouse or keyboard, saved as a file that is read back here.

It holds its pictures, its style and its script, and asks for nothing else: no network, no further file.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import ch3ef
from ch3ef.curate.folder import Curation
from ch3ef.curate.records import DECISIONS
from ch3ef.curate.rounds import LETTERS, Question, picture_bytes
from ch3ef.curate.sheets import may_upset
from ch3ef.curate.taking_back import MOST_SECONDS, NONE, Said
from ch3ef.errors import InputError, short
from ch3ef.files import read_bytes, read_json, write_bytes_whole
from ch3ef.taxonomy import TASKS

KIND, SCHEMA = "ch3ef-labels", 1
"""What a file of labels begins with."""
_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "item": str, "decision": str, "question": str, "ranking": list, "marks": dict, "options": dict, "task": str,
    "harmful": bool, "unanswerable": bool, "comment": str, "seconds": (int, float, type(None)),
}  # fmt: skip


_DECIDED = (*DECISIONS, *LETTERS, NONE)
"""What a label may say of a question, or choose where items are answered."""


def page_name(rater: str, number: int) -> str:
    """The file of a rater's page.

    Example:
        >>> page_name("ann", 1)
        'round-1-ann.html'
    """
    return f"round-{number}-{rater}.html"


def write_pages(
    curation: Curation, questions: Mapping[str, Sequence[Question]], number: int, folder: Path
) -> list[Path]:
    """Write a page for each rater who has something to label.

    Args:
        curation: The folder.
        questions: Rater -> questions, as `rounds.ask` gives them.
        number: The round.
        folder: Where to write.

    Returns:
        The pages.

    Raises:
        InputError: A picture is gone, or the folder cannot be written.
    """
    made = []
    for rater, own in questions.items():
        if own:
            file = folder / page_name(rater, number)
            write_bytes_whole(file, page(curation, own, rater, number).encode("utf-8", "xmlcharrefreplace"))
            made.append(file)
    return made


def page(curation: Curation, questions: Sequence[Question], rater: str, number: int) -> str:
    """A rater's page; models are not in it.

    Args:
        curation: The folder.
        questions: In the rater's order.
        rater: Who labels.
        number: The round.

    Raises:
        InputError: A picture is gone or damaged.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pictures = {each.photo.digest: _inlined(curation, each) for each in questions}
    data = {
        "rater": rater,
        "round": number,
        "set": curation.name,
        "answering": curation.asks == "answers",
        "kind": KIND,
        "schema": SCHEMA,
        "tasks": [[task.name, f"{task.dimension}: {task.name}"] for task in TASKS],
        "pictures": {digest[:24]: content for digest, content in pictures.items()},
        "items": [
            {
                "item": each.name,
                "picture": each.photo.digest[:24],
                "question": each.draft.question,
                "task": each.draft.task,
                "warned": may_upset(each),
                "replies": {letter: reply.text for letter, reply in each.replies.items()},
            }
            for each in questions
        ],
    }
    script, style = (
        files("ch3ef.curate").joinpath("templates", name).read_text("utf-8") for name in ("page.js", "page.css")
    )
    policy = (
        f"default-src 'none'; script-src '{_source(script)}'; style-src '{_source(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    environment = Environment(loader=PackageLoader("ch3ef.curate"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("page.html.j2").render(
        data=_literal(data),
        script=script,
        style=style,
        policy=policy,
        rater=rater,
        version=ch3ef.__version__,
        answering=curation.asks == "answers",
    )


def _inlined(curation: Curation, question: Question) -> str:
    return f"data:image/webp;base64,{base64.b64encode(picture_bytes(curation, question.photo)).decode()}"


def _source(text: str) -> str:
    """What a policy knows a script or style within the page by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _literal(content: Any) -> str:
    """Plain data as JSON within a page: nothing in it ends the element, or begins another or a comment."""
    text = json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


# --- back -------------------------------------------------------------------------------------------------


def read_labels(path: Path) -> list[Said]:
    """What a file says that a page saved.

    Args:
        path: The file.

    Returns:
        What was said of each question that has a decision.

    Raises:
        InputError: It cannot be read, or is not as a page saves it.
    """
    expected = "expected the file that a page of `ch3ef curate push --format html` saves"
    content = read_json(path, path.name)
    if not isinstance(content, dict) or content.get("kind") != KIND or not isinstance(content.get("labels"), list):
        raise InputError(f"{path}: holds no labels; {expected}")
    if content.get("schema") != SCHEMA:
        raise InputError(f"{path}: has schema {short(content.get('schema'))}; expected {SCHEMA}: of another version")
    rater, number = content.get("rater"), content.get("round")
    if not isinstance(rater, str) or type(number) is not int:
        raise InputError(f"{path}: lacks its rater or its round; {expected}")
    source = hashlib.sha256(read_bytes(path)).hexdigest()
    return [
        _label(entry, f"{path.name}: label {place}", rater, number, source)
        for place, entry in enumerate(content["labels"], 1)
    ]


def _label(entry: object, where: str, rater: str, number: int, source: str) -> Said:
    expected = f"expected an object with {', '.join(_FIELDS)}"
    if not isinstance(entry, dict):
        raise InputError(f"{where}: is {short(entry)}; {expected}")
    for name, kind in _FIELDS.items():
        value = entry.get(name)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise InputError(f"{where}: {name} is {short(value)}; {expected}")
    marks, options, ranking = entry["marks"], entry["options"], entry["ranking"]
    stray = [one for one in (*marks, *options, *ranking) if one not in tuple(LETTERS)]
    if stray:
        raise InputError(f"{where}: {short(stray[0])} is no letter of a reply")
    if not all(isinstance(mark, bool) for mark in marks.values()):
        raise InputError(f"{where}: a mark is neither true nor false")
    if not all(isinstance(text, str) for text in options.values()) or entry["decision"] not in _DECIDED:
        raise InputError(f"{where}: an option is no text, or the decision none of {', '.join(DECISIONS)}")
    seconds = entry.get("seconds")
    if seconds is not None and not 0 <= seconds < MOST_SECONDS:
        raise InputError(f"{where}: seconds is {short(seconds)}; {expected}")
    return Said(
        where, entry["item"], rater, number, entry["decision"], entry["question"], tuple(ranking), marks, options,
        entry["task"], entry["harmful"], entry["unanswerable"], entry["comment"],
        None if seconds is None else float(seconds), source,
    )  # fmt: skip
