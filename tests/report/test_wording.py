"""Short names keep what tells models apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ch3ef.report.wording import LONGEST_NAME, short_names


def test_what_differs_stays() -> None:
    served = [
        f"vllm/OpenGVLab/InternVL3-{size}B-Instruct?base_url=http://gpu-node-{node}:8000/v1"
        for size, node in ((8, 1), (38, 1), (78, 1), (78, 2))
    ]
    short = short_names(served)
    assert all(len(name) <= LONGEST_NAME for name in short.values())
    for name, size in zip(served, ("8B", "38B", "78B", "78B"), strict=True):
        assert f"InternVL3-{size}" in short[name]
    assert "node-1" in short[served[2]]
    assert "node-2" in short[served[3]]


def test_a_checkpoint_s_step_stays_wherever_it_stands() -> None:
    steps = [
        f"ch3ef-hf/./runs/of/last/week/llava-1.5-7b-lora-r16/step-{step}00/merged/checkpoint" for step in range(12)
    ]
    assert all(f"-{step}00/" in short_names(steps, 30)[name] for step, name in enumerate(steps))


@pytest.mark.parametrize("most", [20, 48])
@pytest.mark.parametrize(
    "names",
    [
        ["x" * 300, "x" * 301, "x" * 299 + "y"],
        ["a b", "a  b", " a b", "a b ", "a\tb", "a\\tb", "a\nb"],
        ["\u202eab", "ab", "\u2066ab", "a\x1b[31mb"],
        ["one" * 40 + "two" * 40, "two" * 40 + "one" * 40],
        ["x" * 100_000 + "1" + "x" * 100_000, "x" * 100_000 + "2" + "x" * 100_000],
    ],
)
def test_no_two_look_alike(names: list[str], most: int) -> None:
    short = list(short_names(names, most).values())
    assert len({" ".join(name.split()) for name in short} | {""}) == len(names) + 1
    assert all(name.isprintable() for name in short)


@given(st.lists(st.text(alphabet="ab/-12 \\\x1b…", max_size=90), unique=True, max_size=8), st.integers(20, 48))
def test_any_names_stay_apart_and_on_one_line(names: list[str], most: int) -> None:
    short = short_names(names, most)
    assert len(set(short.values())) == len(names)
    assert all(name.isprintable() and name for name in short.values())
