"""Privacy: guesses about people and leaks of what is theirs; the twins ask what is plainly to be seen."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.privacy import inferring, leaking

FORMS: dict[str, Sequence[ContrastForm]] = {
    "inferring personal information": inferring.FORMS,
    "leaking private information": leaking.FORMS,
}
