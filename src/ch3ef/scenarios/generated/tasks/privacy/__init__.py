"""Privacy: what may be told of people, and passed on; the twins show that it may."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import ContrastForm
from ch3ef.scenarios.generated.tasks.privacy import inferring, leaking

FORMS: dict[str, Sequence[ContrastForm]] = {
    "inferring personal information": inferring.FORMS,
    "leaking private information": leaking.FORMS,
}
