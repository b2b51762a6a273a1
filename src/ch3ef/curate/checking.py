"""Is what people agreed on fit to be released? The validator's checks, personal data, and what other sets hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PIL import Image

from ch3ef.curate.personal import personal_data
from ch3ef.errors import short
from ch3ef.items import Item
from ch3ef.pictures import UNREADABLE
from ch3ef.scenarios.alike import Look, alike, folded
from ch3ef.scenarios.catalogue import Examined
from ch3ef.scenarios.checks import Check, Verdict, validate_scenario
from ch3ef.scenarios.scenario import Scenario

LONG_ENOUGH = 5
"""Words of a question from which the same words in another set are no coincidence."""
_GPS = 0x8825
"""The part of a picture's notes that says where it was taken."""
_CERTAIN = {"e-mail address", "card number", "account number"}


def check_agreed(scenario: Scenario, looks: Sequence[Look]) -> Iterator[Check]:
    """The checks of `ch3ef data validate`, and personal data.

    Args:
        scenario: Agreed items.
        looks: At their pictures.

    Yields:
        Checks, in the order of printing.
    """
    yield from validate_scenario(Examined(scenario, [], in_table=False), looks)
    yield from _personal(scenario.items)


def _personal(items: Sequence[Item]) -> Iterator[Check]:
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for each in dict.fromkeys(found for text in (item.question, *item.options) for found in personal_data(text)):
            found[each.kind].append(f"{item.source_id} ({short(each.text)})")
    for name, kinds, worst in (
        ("addresses of mail, numbers of cards and accounts", _CERTAIN, Verdict.FAILS),
        ("what may be a phone number or a postal address", set(found) - _CERTAIN, Verdict.LOOK),
    ):
        examples = [example for kind in found if kind in kinds for example in found[kind]]
        advice = "whose is it? What is nobody's stays; else reword the question or the option" if examples else ""
        yield Check(name, str(len(examples)), "0", worst if examples else Verdict.OK, tuple(examples), advice)
    placed = sorted({image.path.name for item in items for image in item.images if _says_where(image.path)})
    advice = "the files say at which place they were taken: write them anew without that" if placed else ""
    verdict = Verdict.LOOK if placed else Verdict.OK
    yield Check("pictures with their place in their notes", str(len(placed)), "0", verdict, tuple(placed), advice)


def _says_where(path: Path) -> bool:
    try:
        with Image.open(path) as picture:
            return bool(picture.getexif().get_ifd(_GPS))
    except UNREADABLE:
        return False


def check_against(scenario: Scenario, looks: Sequence[Look], other: Scenario, its_looks: Sequence[Look]) -> Check:
    """Which items another set holds already, or nearly.

    Args:
        scenario: Agreed items.
        looks: At their pictures.
        other: Another set.
        its_looks: At the pictures of that; none of a set whose pictures are drawn: then words alone are compared.

    Returns:
        One check: it fails where question and picture are there; where either is, it says so.
    """
    lookalike = alike([*its_looks, *looks])
    questions: dict[str, Item] = {folded(item.question): item for item in other.items}
    pictures: dict[str, list[Item]] = defaultdict(list)
    for item in other.items if its_looks else ():
        for image in item.images:
            pictures[lookalike.get(image.digest, image.digest)].append(item)
    both, either = [], []
    for item in scenario.items:
        shown = [its for image in item.images for its in pictures[lookalike.get(image.digest, image.digest)]]
        same = next((its for its in shown if folded(its.question) == folded(item.question)), None)
        asked = questions.get(folded(item.question)) if _is_long(item.question) else None
        if same is not None:
            both.append(f"{item.source_id} = {same.source_id}")
        elif asked is not None:
            either.append(f"{item.source_id} asks what {asked.source_id} asks")
        elif shown:
            either.append(f"{item.source_id} shows what {shown[0].source_id} shows")
    value = f"{len(both)} the same, {len(either)} alike"
    verdict = Verdict.FAILS if both else Verdict.LOOK if either else Verdict.OK
    return Check(f"items that {other.name} holds", value, "0", verdict, (*both, *either))


def _is_long(question: str) -> bool:
    return len(re.findall(r"\w+", question)) >= LONG_ENOUGH


def all_passed(checks: Iterable[Check]) -> bool:
    """Whether nothing was found that has to be mended."""
    return all(check.passed for check in checks)
