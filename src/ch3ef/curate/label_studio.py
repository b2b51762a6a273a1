"""Rounds in Label Studio: a project for each rater, tasks put there once, annotations taken back.

The free edition has no several labellers of a task, no agreement, and hides nobody's labels from others: so each rater
has a project, and agreement is worked out here. Seen with server 1.23.2.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ch3ef.curate.folder import Asks, Curation
from ch3ef.curate.label_studio_server import GoneError, Server, opened
from ch3ef.curate.records import Project
from ch3ef.curate.rounds import LETTERS, Question, one_at_a_time, picture_bytes
from ch3ef.curate.sheets import WARNING, may_upset
from ch3ef.curate.taking_back import MOST_SECONDS, Said
from ch3ef.errors import InputError
from ch3ef.taxonomy import TASKS

MOST_PAGES = 1000
"""Of projects, or of tasks, that a server may list."""
AT_ONCE = 20
"""Tasks of one request: each holds its picture."""
INSTRUCTION = (
    "Is this a question worth asking about this picture? Keep it, edit it into better words, or drop it. Then drag "
    "every reply, which may be of several models, to right or wrong, the best first, and trim it into a short answer "
    "option, leaving its words. Label alone. What you would rather not look at, pass: that has no consequence for you."
)
ANSWERING = (
    "Choose the answer that you hold for right, from the picture and what you know; none where none is. What you would "
    "rather not look at, or cannot judge, pass: that has no consequence for you. Answer alone."
)
_CONTROLS: Mapping[Asks, Mapping[str, str]] = {
    "labels": {
        "decision": "Choices", "new_question": "TextArea", "rank": "Ranker", "task": "Choices", "flags": "Choices",
        "comment": "TextArea",
    },
    "answers": {"answer": "Choices", "comment": "TextArea"},
}  # fmt: skip
"""What is read back, by name."""
_TEMPLATES: Mapping[Asks, str] = {"labels": "label_studio.xml.j2", "answers": "label_studio_answers.xml.j2"}


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did for one rater.

    Attributes:
        rater: Who.
        new: Tasks that were put there.
        there: Tasks that were there already.
        address: Where to label.
    """

    rater: str
    new: int
    there: int
    address: str


def config(letters: Sequence[str], asks: Asks = "labels") -> str:
    """The labelling interface.

    Args:
        letters: Of the replies.
        asks: What people are asked for.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ch3ef.curate"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(_TEMPLATES[asks]).render(letters=letters, tasks=[task.name for task in TASKS])


# --- there ------------------------------------------------------------------------------------------------


def push(
    curation: Curation, questions: Mapping[str, Sequence[Question]], number: int, url: str, variable: str
) -> Iterator[Pushed]:
    """Put each rater's questions into the rater's own project, each once.

    Args:
        curation: The folder.
        questions: Rater -> questions, as `rounds.ask` gives them.
        number: The round.
        url: The server.
        variable: The environment variable with its token.

    Yields:
        What was done for each rater.

    Raises:
        InputError: The server is down or refuses the token, a project's interface was edited, a picture is gone.
    """
    with opened(url, variable) as server, one_at_a_time(curation):
        for rater, own in questions.items():
            if own:
                yield _push(curation, server, rater, own, number)


def _push(curation: Curation, server: Server, rater: str, questions: Sequence[Question], number: int) -> Pushed:
    letters = LETTERS[: max(len(each.replies) for each in questions)]
    project = _project(curation, server, rater, number, letters)
    there = {task["item"]: task for task in _tasks(server, project)}
    new = [each for each in questions if each.name not in there]
    for start in range(0, len(new), AT_ONCE):
        tasks = [
            {"data": _data(curation, each, project.letters), "meta": {"item": each.name, "letters": len(each.replies)}}
            for each in new[start : start + AT_ONCE]
        ]
        server.call("POST", f"projects/{project.number}/import", json=tasks)
    address = f"{server.url}/projects/{project.number}"
    return Pushed(rater, len(new), len(questions) - len(new), address)


def _data(curation: Curation, question: Question, letters: str) -> dict[str, Any]:
    """A task; models are not in it."""
    content = base64.b64encode(picture_bytes(curation, question.photo)).decode()
    texts = {letter: reply.text for letter, reply in question.replies.items()}
    return {
        "picture": f"data:image/webp;base64,{content}",
        "question": question.draft.question,
        "warning": f"This one {WARNING}; you may pass." if may_upset(question) else " ",
        "task": question.draft.task,
        "replies": [{"id": letter, "title": letter, "body": text} for letter, text in texts.items()],
        **{f"reply_{letter}": texts.get(letter, "") for letter in letters},
    }


@dataclass(frozen=True, slots=True)
class _There:
    """A project as it is on the server: its number, and the letters that its interface has a text for."""

    number: int
    letters: str


def _project(curation: Curation, server: Server, rater: str, number: int, letters: str) -> _There:
    """The rater's project of a round; made where there is none, or none any more."""
    known = {(each.rater, each.round): each for each in curation.projects() if each.url == server.url}
    if (rater, number) in known:
        try:
            found = server.call("GET", f"projects/{known[rater, number].number}")
        except GoneError:
            found = None
    else:
        found = _orphan(curation, server, rater, number)
    if found is None:
        title = f"{curation.name[:24]}, round {number}: {rater}"[:50]
        found = server.call(
            "POST",
            "projects",
            json={
                "title": title if len(title) > 2 else f"set {title}",
                "description": _mark(curation, rater, number),
                "label_config": config(letters, curation.asks),
                "expert_instruction": INSTRUCTION if curation.asks == "labels" else ANSWERING,
                "show_instruction": True,
                "sampling": "Sequential sampling",
            },
        )
    place = server.shaped(server.shaped(found, dict, "a project").get("id"), int, "a project's id")
    if (rater, number) not in known or known[rater, number].number != place:
        curation.add([Project(server.url, place, rater, number)])
    have = _checked(server, found, rater, curation.asks)
    if len(have) < len(letters):  # a further model has answered since
        server.call("PATCH", f"projects/{place}", json={"label_config": config(letters, curation.asks)})
        have = letters
    return _There(place, have)


def _orphan(curation: Curation, server: Server, rater: str, number: int) -> Any:
    """The project of a push that was killed before its number was kept."""
    mark = _mark(curation, rater, number)
    for page in range(1, MOST_PAGES):
        try:
            found = server.call("GET", "projects", params={"page": page, "page_size": 100})
        except GoneError:
            return None
        found = server.shaped(found, dict, "a page of projects")
        for project in server.shaped(found.get("results"), list, "a list of projects"):
            if server.shaped(project, dict, "a project").get("description") == mark:
                return project
        if not found.get("next"):
            return None
    raise InputError(f"{server.url}: has more than {MOST_PAGES * 100:,} projects, of which none was found to be ours")


def _mark(curation: Curation, rater: str, number: int) -> str:
    """What a project of ours is known by: no other folder's, were it of the same name and pictures."""
    own = curation.id or next(iter(curation.photos())).digest
    digest = hashlib.sha256(f"{curation.name}\0{own}\0{rater}\0{number}".encode()).hexdigest()[:16]
    return f"ch3ef curate {digest}: of {rater} alone"


def _checked(server: Server, project: Mapping[str, Any], rater: str, asks: Asks) -> str:
    """The letters that a project's interface has a text for.

    Raises:
        InputError: Something that is read back is missing from it, or is another kind of thing now.
    """
    config_read = project.get("parsed_label_config")
    parsed = {name: each for name, each in _dict(config_read).items() if isinstance(each, dict)}
    found = {name: each.get("type") for name, each in parsed.items()}
    for name, kind in _CONTROLS[asks].items():
        if found.get(name) != kind:
            raise InputError(
                f"{server.url}/projects/{project.get('id')}: its labelling interface was edited: expected a {kind} "
                f"called {name!r} ({rater}'s project); undo that in Settings, Labeling Interface"
            )
    if asks == "answers":
        labels = _list(parsed["answer"].get("labels"))
        return "".join(letter for letter in LETTERS if letter in labels)
    return "".join(letter for letter in LETTERS if found.get(f"option_{letter}") == "TextArea")


def _tasks(server: Server, project: _There) -> list[dict[str, Any]]:
    """The tasks of a project without their pictures: number, which question, and how many annotations."""
    tasks: dict[int, dict[str, Any]] = {}
    fields = "id,meta,total_annotations,cancelled_annotations"
    for page in range(1, MOST_PAGES):
        query = {"project": project.number, "page": page, "page_size": 500, "include": fields, "fields": "all"}
        try:
            found = server.call("GET", "tasks", params=query)
        except GoneError:  # a page behind the last one
            break
        found, before = server.shaped(found, dict, "a page of tasks"), len(tasks)
        for task in server.shaped(found.get("tasks"), list, "a list of tasks"):
            name = server.shaped(server.shaped(task, dict, "a task").get("id"), int, "a task's id")
            tasks[name] = {
                "id": name,
                "item": str(_dict(task.get("meta")).get("item", "")),
                "annotated": bool(task.get("total_annotations") or task.get("cancelled_annotations")),
            }
        if len(tasks) == before or len(tasks) >= server.shaped(found.get("total"), int, "the number of tasks"):
            break
    return list(tasks.values())


# --- back -------------------------------------------------------------------------------------------------


def pull(curation: Curation, url: str, variable: str) -> list[Said]:
    """What is said in all projects of a folder on a server, each annotation, the latest last.

    Args:
        curation: The folder.
        url: The server.
        variable: The environment variable with its token.

    Raises:
        InputError: The server is down or refuses the token, nothing was pushed there, a project is gone, or its
            labelling interface was edited.
    """
    with opened(url, variable) as server:
        projects = [each for each in curation.projects() if each.url == server.url]
        if not projects:
            known = ", ".join(sorted({each.url for each in curation.projects()})) or "no server"
            raise InputError(f"{server.url}: nothing of {curation.path} was pushed there; it was to {known}")
        return [said for project in projects for said in _pulled(server, project, curation.asks)]


def _pulled(server: Server, project: Project, asks: Asks) -> Iterator[Said]:
    where = f"{server.url}/projects/{project.number}"
    try:
        there = server.shaped(server.call("GET", f"projects/{project.number}"), dict, "a project")
        _checked(server, there, project.rater, asks)
        tasks = _tasks(server, _There(project.number, ""))
        annotated = [task for task in tasks if task["annotated"]]
        for start in range(0, len(annotated), AT_ONCE):
            ids = [task["id"] for task in annotated[start : start + AT_ONCE]]
            query: list[tuple[str, Any]] = [("exportType", "JSON"), ("download_all_tasks", "true")]
            exported = server.call(
                "GET", f"projects/{project.number}/export", params=query + [("ids[]", each) for each in ids]
            )
            for task in server.shaped(exported, list, "an export"):
                yield from _of_task(server.shaped(task, dict, "a task"), project, where)
    except GoneError as error:
        raise InputError(
            f"{where}: {project.rater}'s project of round {project.round} is not there any more; what was pulled is "
            f"kept; push again to make it anew"
        ) from error


def _of_task(task: Mapping[str, Any], project: Project, where: str) -> Iterator[Said]:
    """What is said of a task, from the first annotation to the last one that was changed."""
    name = str(_dict(task.get("meta")).get("item", ""))
    place = f"{where}: task {task.get('inner_id') or task.get('id')} ({project.rater})"
    found = [each for each in _list(task.get("annotations")) if isinstance(each, dict)]
    numbers = {id(each): each["id"] if type(each.get("id")) is int else 0 for each in found}
    for each in sorted(found, key=lambda one: (str(one.get("updated_at")), numbers[id(one)])):
        yield _said(each, name, project, place)


def _said(annotation: Mapping[str, Any], name: str, project: Project, where: str) -> Said:
    results = {
        str(each.get("from_name")): _dict(each.get("value"))
        for each in _list(annotation.get("result"))
        if isinstance(each, dict)
    }
    source = f"{project.url}: annotation {annotation.get('id')} at {annotation.get('updated_at')}"
    lead = annotation.get("lead_time")
    seconds = float(lead) if isinstance(lead, int | float) and 0 <= lead < MOST_SECONDS else None
    if annotation.get("was_cancelled"):
        return Said(where, name, project.rater, project.round, "pass", seconds=seconds, source=source, dated=True)
    buckets = _dict(results.get("rank", {}).get("ranker"))
    right, wrong = (tuple(map(str, _list(buckets.get(bucket)))) for bucket in ("right", "wrong"))
    decision = _chosen(results, "decision") or _chosen(results, "answer")
    flags = _chosen(results, "flags")
    return Said(
        where, name, project.rater, project.round, decision[0] if decision else "",
        _text(results, "new_question"),
        right + wrong,
        dict.fromkeys(right, True) | dict.fromkeys(wrong, False),
        {letter: text for letter in LETTERS if (text := _text(results, f"option_{letter}"))},
        next(iter(_chosen(results, "task")), ""),
        "harmful" in flags,
        "unanswerable" in flags,
        _text(results, "comment"),
        seconds,
        source,
        dated=True,
    )  # fmt: skip


def _dict(found: Any) -> dict[Any, Any]:
    return found if isinstance(found, dict) else {}


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []


def _chosen(results: Mapping[str, Any], name: str) -> list[str]:
    return list(map(str, _list(results.get(name, {}).get("choices"))))


def _text(results: Mapping[str, Any], name: str) -> str:
    found = results.get(name, {}).get("text")
    lines = found if isinstance(found, list) else [found] if isinstance(found, str) else []
    return "\n".join(map(str, lines)).strip()
