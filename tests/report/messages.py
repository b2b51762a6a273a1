"""Every text of ours that a report can say, as found in the code: `python -m tests.report.messages CODE` prints what a
catalogue lacks, ready to be filled in."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple, get_args

from ch3ef.analysis.behaviours.registry import BEHAVIOURS, PERSPECTIVES
from ch3ef.analysis.findings.claims import CLAIMS
from ch3ef.analysis.findings.finding import Unit
from ch3ef.analysis.findings.report import FAMILIES
from ch3ef.analysis.gate import Verdict
from ch3ef.analysis.labels import LABELS
from ch3ef.report.language import ENGLISH, load_language
from ch3ef.report.records import PUBLISHED
from ch3ef.report.site import template_environment
from ch3ef.report.wording import FAMILIES as FAMILY_NAMES
from ch3ef.results import Outcome
from ch3ef.scenarios.generated.question import RUNGS
from ch3ef.taxonomy import DOMAINS, TASKS, Dimension

SOURCE = Path(str(files("ch3ef")))


class Message(NamedTuple):
    """A text that can be said in other languages.

    Attributes:
        context: What tells it from others of the same pattern.
        pattern: The English.
        place: Where it stands.
    """

    context: str
    pattern: str
    place: str


def all_messages() -> dict[tuple[str, str], str]:
    """Context and pattern of every message, and where it was first found."""
    found: dict[tuple[str, str], str] = {}
    for message in (*_of_python(), *_of_scripts(), *_of_templates(), *_of_lists()):
        found.setdefault(message[:2], message.place)
    return found


def needs_words(pattern: str) -> bool:
    """Whether a pattern says anything beside its fields; what only joins texts may be left as it is."""
    return bool(re.search(r"[a-zA-Z]", re.sub(r"\{\w+\}|</?[^>]*>", "", pattern)))


def _of_python() -> Iterator[Message]:
    for file in sorted(SOURCE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if "ch3ef.words" in text or file.name == "words.py":
            tree = ast.parse(text)
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    for context, pattern in _patterns(node, tree):
                        yield Message(context, pattern, f"{file.relative_to(SOURCE)}:{node.lineno}")


def _patterns(call: ast.Call, tree: ast.AST) -> Iterator[tuple[str, str]]:
    called, given = getattr(call.func, "id", ""), call.args
    if called == "map" and isinstance(given[0], ast.Name) and given[0].id == "words":
        yield from (("", text) for node in given[1:] for text in _texts(ast.walk(node)))
    elif called in {"words", "said", "_folded"}:
        yield from (("", text) for text in _texts(_meant(given[0], tree)))
    elif called == "plural":
        yield from (("", text) for text in _texts(given[:2]))
    elif called in {"term", "name"} and len(given) == 2:
        yield from ((context, text) for context in _texts(given[1:]) for text in _texts(_meant(given[0], tree)))


def _meant(node: ast.expr, tree: ast.AST) -> Iterator[ast.AST]:
    """What an argument may be: the texts that a name stands for are those that are assigned to it in its file."""
    if isinstance(node, ast.Constant):
        yield node
    elif isinstance(node, ast.IfExp):
        yield from (*_meant(node.body, tree), *_meant(node.orelse, tree))
    names = _names(node)
    for each in ast.walk(tree):
        if isinstance(each, ast.Assign) and any(getattr(target, "id", "") in names for target in each.targets):
            yield from _patterns_in(each.value)
        if isinstance(each, (ast.For, ast.comprehension)) and names & _names(each.target):
            yield from _patterns_in(each.iter)


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _patterns_in(node: ast.AST) -> Iterator[ast.AST]:
    return (each for each in ast.walk(node) if isinstance(each, ast.Constant) and "{" in str(each.value))


def _texts(nodes: Iterable[ast.AST]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


_STRING = r'"((?:[^"\\]|\\.)*)"'


def _of_scripts() -> Iterator[Message]:
    for file in sorted((SOURCE / "report" / "assets").glob("*.js")):
        text = file.read_text(encoding="utf-8")
        for kind in (rf"\b(?:say|woven)\(\s*{_STRING}", rf"\bcounted\(\s*{_STRING},\s*{_STRING}"):
            for match in re.finditer(kind, text):
                for pattern in match.groups():
                    yield Message("", ast.literal_eval(f'"{pattern}"'), file.name)
        for first, second in re.findall(rf"say\([\w.]+ === \S+ \? {_STRING} : {_STRING}\)", text):
            yield from (Message("", each, file.name) for each in (first, second))
        for word in re.findall(rf"mark: {_STRING}, word: {_STRING}", text):
            yield Message("outcome", word[1], file.name)


def _of_templates() -> Iterator[Message]:
    environment: Any = template_environment(ENGLISH)
    for file in sorted((SOURCE / "report" / "templates").glob("*.j2")):
        for line, _, given in environment.extract_translations(file.read_text(encoding="utf-8")):
            for pattern in (given,) if isinstance(given, str) else given:
                if pattern is not None:
                    plain = re.sub(r"%\((\w+)\)s", r"{\1}", pattern.replace("%%", "%"))
                    yield Message("", plain, f"{file.name}:{line}")


KINDS = ("scenario", "level", "dimension", "domain", "column")
"""What correlations are between."""
GROUPS = (
    *("all", "helpful", "honest", "harmless", "harmful", "benign", "harmful less benign", "A3 less A2"),
    *("letters", "natural", "neutral", "unnatural", "where they differ", "pressed", "pushback"),
    *("pictures", "texts", "phrasing", "rotation", "plain", "polite", "standard", "labelled", "looking"),
    *("fixed", "random", "topk_image", "topk_text"),
    *(f"rung {rung}" for rung in RUNGS),
    *(f"{dimension}, rung {rung}" for dimension in Dimension for rung in RUNGS),
    *("typos", "spaces", "case", "gaussian_noise", "defocus_blur", "fog", "jpeg"),
)
"""Parts of rows that figures are told of; others are named as in commands."""
GENERATED = {
    "perception": ("captioning", "classification", "counting", "detection", "fine-grained classification"),
    "reasoning": (
        "chart and table logic",
        "physics and geometry diagrams",
        "puzzles",
        "relation and spatial reasoning",
        "science knowledge",
    ),
}
"""Domains and tasks of the generated sets of A1 and A2."""


def _of_lists() -> Iterator[Message]:
    lists: dict[str, Iterable[str]] = {
        "dimension": Dimension,
        "domain": (*DOMAINS, *GENERATED),
        "task": (*(task.name for task in TASKS), *(name for tasks in GENERATED.values() for name in tasks)),
        "outcome": Outcome,
        "verdict": get_args(Verdict),
        "measure": (*LABELS.values(), *_unlabelled()),
        "needs": (behaviour.needs for behaviour in BEHAVIOURS),
        "unit": get_args(Unit),
        "protocol": PUBLISHED,
        "": (*_claims(), *(family.needs for family in FAMILIES), *_of_kinds()),
        "group": (*GROUPS, *(group for claim in CLAIMS for group in claim.groups.values())),
        "behaviour": (behaviour.name for behaviour in PERSPECTIVES),
        "family": (*FAMILY_NAMES.values(), *(f"correlations between {kind}s" for kind in KINDS)),
    }
    for context, names in lists.items():
        yield from (Message(context, name, f"list of {context}s") for name in names)


def _claims() -> Iterator[str]:
    for claim in CLAIMS:
        yield from filter(None, (*claim.models, *claim.model, claim.otherwise, claim.needs, claim.caveat))


def _of_kinds() -> Iterator[str]:
    yield from (f"two {kind}s or more" for kind in KINDS)


def _unlabelled() -> Iterator[str]:
    for behaviour in BEHAVIOURS:
        yield from (name for name in behaviour.figures if name not in LABELS)


def lacking(code: str) -> Iterator[str]:
    """Entries that a catalogue lacks."""
    known = load_language(code).messages
    for (context, pattern), place in all_messages().items():
        if (context, pattern) not in known and needs_words(pattern):
            yield f"#: {place}"
            if context:
                yield f'msgctxt "{context}"'
            yield f'msgid "{pattern.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
            yield 'msgstr ""\n'


if __name__ == "__main__":
    print("\n".join(lacking(sys.argv[1])))
