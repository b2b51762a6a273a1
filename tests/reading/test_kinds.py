"""Replies of many manners and languages are read as what they say."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.kinds import LISTS, TUNED, replies, verdict


@pytest.mark.parametrize(
    "case",
    [case for name in (*LISTS, *TUNED) for case in replies(name) if not case.get("known_error")],
    ids=lambda case: f"{case['language']}, {case['manner']}: {case['reply'][:40]!r}",
)
def test_a_reply_is_read_as_what_it_says(case: dict[str, Any]) -> None:
    assert verdict(case) == "right"
