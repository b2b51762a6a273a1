"""Generated items in other languages: what is data, what is said, and that an item and its English counterpart are one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.languages import FOLDER, languages, texts_in
from ch3ef.reading.declining import declining_options
from ch3ef.scenarios import load_scenario
from ch3ef.scenarios.generated.making import Draft, drafts
from ch3ef.scenarios.generated.registry import GENERATED_TASKS, GeneratedTask
from ch3ef.scenarios.generated.sets import load_generated
from ch3ef.scenarios.scenario import Scenario
from ch3ef.scenarios.wording import Wordings, wordings_of

WORDED = [
    (language, task)
    for language in languages()
    for task in GENERATED_TASKS
    if (FOLDER / language / "items" / f"{task.slug}.yaml").is_file()
]
"""Languages and the tasks that have wordings in them."""


_QUOTED = re.compile("[“（《][^”）》]*[”）》]")
"""What stands so in a picture, beside its meaning or alone."""
_ENGLISH = re.compile("[a-z]{2,} [a-z]{2,}")
"""Two English words in a row that are no names."""


def sides(made: Draft) -> Iterator[list[str]]:
    """The texts of an item, and those of its twin."""
    for question in (made.question, made.twin):
        if question is not None:
            yield [question.text, *question.options]


@pytest.mark.parametrize("language", languages())
def test_every_file_is_of_a_task(language: str) -> None:
    files = {path.stem for path in (FOLDER / language / "items").glob("*.yaml")} - {"words"}
    assert files == {task.slug for own, task in WORDED if own == language}


@pytest.mark.parametrize(("language", "task"), WORDED, ids=lambda value: getattr(value, "slug", value))
def test_every_template_says_what_it_takes(language: str, task: GeneratedTask) -> None:
    common, own = texts_in(language, "items/words"), texts_in(language, f"items/{task.slug}")
    kinds = {"number", "letter", "name", "code", "lower", "formula", "text", *common, *own}
    for kind, phrases in own.items():
        for english, said in phrases.items():
            taken, given = (re.findall(r"\{([a-z_]+\d*)[*+#]?\}", text) for text in (english, said))
            assert set(given) <= set(taken), (kind, english)
            assert {re.sub(r"\d", "", slot) for slot in taken} <= kinds, (kind, english)


@pytest.mark.parametrize(
    ("language", "task", "seed"),
    [
        pytest.param(
            language, task, seed, marks=[pytest.mark.slow] if seed else [], id=f"{language}-{task.slug}-{seed}"
        )
        for language, task in WORDED
        for seed in (0, 1)
    ],
)
def test_a_form_is_worded_in_all_of_its_items_or_in_none(language: str, task: GeneratedTask, seed: int) -> None:
    wordings = wordings_of(language, task.slug)
    assert wordings is not None
    forms: dict[str, set[bool]] = defaultdict(set)
    for made in drafts([task], seed, 60 if seed else 8):
        for texts in sides(made):
            said = [wordings.said(text) for text in texts]
            forms[made.form].add(None not in said)
            assert None in said or len(set(said)) == len(texts), texts
            left = [text for text in said if text and _ENGLISH.search(_QUOTED.sub("", text))]
            assert not left, left
    assert all(len(whether) == 1 for whether in forms.values()), forms
    assert any(whether == {True} for whether in forms.values())


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scenario, Scenario]:
    cache = tmp_path_factory.mktemp("cache")
    return (
        load_generated("semantics-gen", cache, per_task=6, also_in="zh"),
        load_generated("semantics-gen", cache, per_task=6, language="zh"),
    )


def test_an_item_and_its_english_counterpart_are_one_but_for_their_words(both: tuple[Scenario, Scenario]) -> None:
    english, chinese = both
    assert (english.name, chinese.name) == (
        "semantics-gen?per_task=6&also_in=zh",
        "semantics-gen?per_task=6&language=zh",
    )
    assert len(english.items) == len(chinese.items) > 10
    for one, other in zip(english.items, chinese.items, strict=True):
        assert [image.digest for image in one.images] == [image.digest for image in other.images]
        assert (one.source_id, one.gold, len(one.options)) == (other.source_id, other.gold, len(other.options))
        assert one.id != other.id
        assert one.details["form"] == other.details["form"]
        assert (other.details["language"], other.details["counterpart"]) == ("zh", one.id)
        assert not re.search("[A-Za-z]{2}", other.question + "".join(other.options))


def test_captions_in_a_language_have_references_in_it(both: tuple[Scenario, Scenario]) -> None:
    captioned = [item for item in both[1].items if item.task == "captioning"]
    assert len(captioned) == 6
    for item in captioned:
        assert len(item.facts("references")) == 5
        assert item.options[item.gold[0]] in item.facts("references")


def test_a_part_of_either_holds_the_same_items(both: tuple[Scenario, Scenario]) -> None:
    parts = [{item.source_id for item in scenario.limited(7).items} for scenario in both]
    assert parts[0] == parts[1]


def test_how_much_is_worded_is_told(both: tuple[Scenario, Scenario]) -> None:
    counted = r"semantics-gen: \d+ of 30 items, of 5 of 5 tasks, have a wording in language zh; the others are left out"
    assert re.fullmatch(counted, both[1].notices[0])


def test_what_cannot_be_had_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown language 'zz'"):
        load_scenario("semantics-gen?per_task=1&language=zz", cache=tmp_path, pictures=False)


def harmless_items(task: GeneratedTask) -> Iterator[Item]:
    """Items of a task in Chinese, as a set would hold them."""
    wordings = wordings_of("zh", task.slug)
    assert wordings is not None
    for made in drafts([task], 0, 6):
        said = [wordings.said(option) for option in made.question.options]
        options = tuple(option for option in said if option)
        if len(options) == len(said):
            yield Item(
                "id", "name", "ch3ef-gen", task.level, task.dimension, task.domain, task.name, "", (), options, (0,),
                details={"language": "zh"},
            )  # fmt: skip


@pytest.mark.parametrize(
    "task", [task for _, task in WORDED if task.dimension == "harmless"], ids=lambda task: task.slug
)
def test_two_options_of_a_harmless_item_decline_and_the_key_does(task: GeneratedTask) -> None:
    found = [declining_options(item) for item in harmless_items(task)]
    assert found
    assert all(len(places) == 2 and places[0] == 0 for places in found)


def test_templates_by_hand() -> None:
    """Plurals, articles, measure words, phrases within phrases, and what nothing says."""
    wordings = Wordings(
        {
            "texts": {
                "How many {things} of {owner} are there?": "{owner}有几{things+}？",
                "Which {thing}: a {thing2}?": "哪{thing+}：{thing2}？",
                "{ask} {claim}": "{ask}{claim}",
                "{word}": "{word}",
                "{word} Mind it.": "{word}请留意。",
            },
            "things": {"{colour} {thing*}": "{thing#}|{colour}{thing}", "{thing*}": "{thing#}|{thing}"},
            "thing": {"box": "个|盒子", "knife": "把|刀", "apple": "个|苹果"},
            "colour": {"red": "红"},
            "owner": {"Ann's brother": "安的哥哥"},
            "ask": {"Is it {number}? Or so?": "是{number}吗？", "Is it {number}?": "是{number}吗？"},
            "claim": {"It is {number}.": "是{number}。"},
            "word": {"The word is {lower}.": "口令是{lower}。"},
        }
    )
    for english, said in {
        "How many boxes of Ann's brother are there?": "安的哥哥有几个盒子？",
        "How many red knives of Ann's brother are there?": "安的哥哥有几把红刀？",
        "Which box: an apple?": "哪个盒子：苹果？",
        "Is it 3.5? It is 1,200.": "是3.5吗？是1,200。",
        "The word is ab-12. Mind it.": "口令是ab-12。请留意。",
        "How many cups of Ann's brother are there?": None,
        "How many boxes of Ann's sister are there?": None,
    }.items():
        assert wordings.said(english) == said
