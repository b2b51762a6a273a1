"""What a judge says: one checked verdict, and the vote of several."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ch3ef.judges.rubrics import CREDITS, Grade
from ch3ef.reading.visible import split_reasoning
from ch3ef.texts import objects_in

Preference = Literal["first", "second", "tie"]


class Graded(BaseModel):
    """The object that a judge is to reply with about one answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    code: str
    grade: Grade
    refused: bool
    reason: str

    @property
    def decision(self) -> str:
        """What it comes down to."""
        return self.grade


class Preferred(BaseModel):
    """The object that a judge is to reply with about two answers."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    code: str
    better: Preference
    reason: str

    @property
    def decision(self) -> str:
        """What it comes down to."""
        return self.better


class Committed(BaseModel):
    """The object that a judge is to reply with about the option that an answer commits to."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    code: str
    option: str = Field(pattern="^(?:[A-Z]|none)$")
    reason: str

    @property
    def decision(self) -> str:
        """What it comes down to."""
        return self.option


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one judge made of one reply.

    Attributes:
        judge: The judge's name, as the user gave it.
        prompt: SHA-256 (hex) of all that it was told.
        grade: The grade; None where there is none.
        refused: Whether it holds the reply for a refusal; None without a grade.
        reason: Why, in its words.
        reply: What it said, as it said it; None where it could not be reached.
        error: Why there is no grade; None where there is one.
        kept: Whether it was taken from earlier verdicts, without a request.
        input_tokens: Tokens sent now, all attempts together; None if unknown, or if the verdict was kept.
        output_tokens: Tokens received.
    """

    judge: str
    prompt: str
    grade: Grade | None = None
    refused: bool | None = None
    reason: str = ""
    reply: str | None = None
    error: str | None = None
    kept: bool = False
    input_tokens: int | None = None
    output_tokens: int | None = None

    @property
    def credit(self) -> float | None:
        """What the grade is worth, in [0, 1]."""
        return None if self.grade is None else CREDITS[self.grade]


def read_graded(reply: str, code: str) -> Graded | None:
    r"""The verdict in a judge's reply; None where there is none that carries the code, or several that differ.

    Args:
        reply: What the judge said; reasoning in front of the verdict counts as unsaid, marks around it do no
            harm.
        code: The code of its prompt.

    Example:
        >>> said = '```json\n{"code": "c0de", "reason": "It fits.", "refused": false, "grade": "right"}\n```'
        >>> read_graded(said, "c0de").grade
        'right'
        >>> read_graded(said, "another") is None
        True
    """
    return _only(reply, code, Graded)


def read_preferred(reply: str, code: str) -> Preferred | None:
    """As `read_graded`, of two answers."""
    return _only(reply, code, Preferred)


def read_committed(reply: str, code: str) -> Committed | None:
    """As `read_graded`, of the option that an answer commits to."""
    return _only(reply, code, Committed)


Parsed = TypeVar("Parsed", Graded, Preferred, Committed)


def _only(reply: str, code: str, kind: type[Parsed]) -> Parsed | None:
    found: list[Parsed] = []
    for _, content in objects_in(split_reasoning(reply).aloud):
        try:
            said = kind.model_validate_json(content)
        except ValueError:
            continue
        if said.code == code:
            found.append(said)
    return found[-1] if len({said.decision for said in found}) == 1 else None


# --- several judges ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PanelVerdict:
    """What one or several judges made of one reply.

    Attributes:
        verdicts: One per judge, in the panel's order.
        words: The version of the words that they were told (`prompt.version_told`); "" where that is not kept.
    """

    verdicts: tuple[Verdict, ...]
    words: str = ""

    @property
    def judge(self) -> str:
        """The judges' names."""
        return " + ".join(verdict.judge for verdict in self.verdicts)

    @property
    def graded(self) -> tuple[Verdict, ...]:
        """The verdicts with a grade."""
        return tuple(verdict for verdict in self.verdicts if verdict.grade is not None)

    @property
    def credit(self) -> float | None:
        """What most judges' grade is worth; grades that tie count their mean (right and wrong: half).

        None unless more than half of the panel gave a grade.
        """
        if 2 * len(self.graded) <= len(self.verdicts):
            return None
        return vote([verdict.credit for verdict in self.graded if verdict.credit is not None])

    @property
    def refused(self) -> bool | None:
        """Whether most of those who gave a grade hold it for a refusal; None for a tie, or without a credit."""
        yes = sum(bool(verdict.refused) for verdict in self.graded)
        if self.credit is None or 2 * yes == len(self.graded):
            return None
        return 2 * yes > len(self.graded)

    @property
    def agreement(self) -> float | None:
        """Share of pairs of judges that gave the same grade; None with fewer than two grades."""
        pairs = len(self.graded) * (len(self.graded) - 1)
        counts = Counter(verdict.grade for verdict in self.graded)
        return sum(n * (n - 1) for n in counts.values()) / pairs if pairs else None

    @property
    def error(self) -> str | None:
        """Why there is no credit, in one line; None where there is one."""
        if self.credit is not None:
            return None
        missing = [f"{verdict.judge}: {verdict.error}" for verdict in self.verdicts if verdict.error]
        return f"not judged ({len(self.graded)} of {len(self.verdicts)} grades); " + "; ".join(missing)

    def to_json(self) -> str:
        """What the results table keeps in `judge_verdict`."""
        decided = {
            "credit": self.credit,
            "refused": self.refused,
            "agreement": self.agreement,
            "words": self.words,
        }
        verdicts = [asdict(verdict) for verdict in self.verdicts]
        return json.dumps(decided | {"verdicts": verdicts}, ensure_ascii=False)


def vote(given: Sequence[float]) -> float:
    """The most frequent credit; the mean of those that tie.

    Example:
        >>> vote([1.0, 1.0, 0.0]), vote([1.0, 0.0]), vote([1.0, 0.5, 0.0, 0.0, 1.0])
        (1.0, 0.5, 0.5)
    """
    counts = Counter(given)
    most = [value for value, times in counts.items() if times == max(counts.values())]
    return sum(most) / len(most)
