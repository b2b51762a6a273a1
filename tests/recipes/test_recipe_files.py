"""Recipes that people write: what they may say, and one line for each mistake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.cli.listing import recipes_table
from ch3ef.errors import InputError
from ch3ef.recipes.asking import askings
from ch3ef.recipes.examples import Shots
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.recipe import RECIPES, recipe_named
from ch3ef.recipes.recipe_files import FILES
from tests.conftest import make_item

Write = Callable[[str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(text: str) -> str:
        (tmp_path / "mine.yaml").write_text(text)
        return str(tmp_path / "mine.yaml")

    return put


def test_every_file_of_the_package_is_a_recipe_of_its_name() -> None:
    assert sorted(path.stem for path in FILES.glob("*.yaml")) == sorted(recipe.name for recipe in RECIPES)
    assert all(recipe.description and recipe.version for recipe in RECIPES)


def test_the_document_lists_the_recipes() -> None:
    page = Path(__file__).parents[2] / "docs" / "recipes.md"
    assert recipes_table() in page.read_text("utf-8"), "say: make docs"


def test_the_document_s_example_is_a_recipe(write: Write) -> None:
    page = (Path(__file__).parents[2] / "docs" / "recipes.md").read_text("utf-8")
    recipe = recipe_named(write(page.split("```yaml\n")[1].split("```")[0]))
    assert (recipe.name, recipe.shots, recipe.query) == ("letters-with-examples", (0, 2), "labelled")


def test_a_recipe_of_one_s_own(write: Write) -> None:
    path = write('name: brief\ninferencer: ppl\nanswer_prefix: "Answer: "\npmi: true\n')
    recipe = recipe_named(path)
    assert (recipe.name, recipe.answer_prefix, recipe.pmi, recipe.metric) == ("brief", "Answer: ", True, "accuracy")
    assert recipe.source == path
    assert recipe_named(recipe.source) == recipe


def test_words_of_one_s_own(write: Write) -> None:
    path = write("name: short\ninferencer: direct\nquery: '{question} Pick: {options}'\n")
    item = make_item(question="Which {options}?")
    asked = askings([item], recipe_named(path), seed=0)[0]
    text = instruct(asked, recipe_named(path)).messages[-1].text
    # Braces within the question stay as they are.
    assert text.startswith("Which {options}? Pick: A. ")


def test_words_of_a_language_without_spaces(write: Write) -> None:
    """A text without a space was taken for an unknown name."""
    recipe = recipe_named(write("name: short\ninferencer: direct\nquery: '{question}请选择：{options}'\n"))
    assert recipe.query == "{question}请选择：{options}"


@pytest.mark.parametrize(
    "query",
    ["用一句话描述这张图片。", "画像を一文で説明してください", "อธิบายภาพนี้ในประโยคเดียว", "Describe the picture."],
)
def test_a_text_needs_neither_space_nor_placeholder(write: Write, query: str) -> None:
    """A caption is asked for without any question; only one ASCII word is read as a name."""
    recipe = recipe_named(write(f"name: short\ninferencer: direct\nmetric: captions\nquery: {query}\n"))
    asked = askings([replace(make_item(), details={"references": ["a cat"]})], recipe, seed=0)[0]
    assert instruct(asked, recipe).messages[-1].text == query


def test_examples_and_shots(write: Write) -> None:
    path = write("name: many\ninferencer: ppl\nexamples: {retriever: random, shots: [0, 4]}\n")
    recipe = recipe_named(path)
    assert (recipe.examples, recipe.shots) == (Shots("random", 4), (0, 4))


def test_another_content_is_another_version(write: Write) -> None:
    text = "name: short\ninferencer: direct\nmax_tokens: {}\n"
    versions = [recipe_named(write(text.format(tokens))).version for tokens in (64, 65, 64)]
    assert versions[0] == versions[2] != versions[1]
    plain, stated = (recipe_named(write(text.format(64) + more)).version for more in ("", "version: '7'\n"))
    assert stated == f"7-{plain}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("inferencer: ppl\n", "key 'name' is missing"),
        ("name: a\ninferencer: guess\n", "inferencer: Input should be 'ppl', 'direct', 'cot', 'cot -> ppl'"),
        ("name: a\ninferencer: ppl\nprefix: x\n", "unknown key 'prefix'; known: name, inferencer, metric"),
        ("name: a\ninferencer: ppl\nmax_tokens: 9\n", "max_tokens does nothing with inferencer ppl; remove it"),
        ("name: a\ninferencer: direct\npmi: true\n", "pmi does nothing with inferencer direct; remove it"),
        ("name: a\ninferencer: direct\nmax_tokens: 0\n", "max_tokens: Input should be greater than or equal to 1"),
        ("name: a\ninferencer: direct\nmax_tokens: many\n", "max_tokens: Input should be a valid integer"),
        (
            "name: a\ninferencer: direct\nmetric: captions\nbox_scale: 100\n",
            "box_scale does nothing with metric captions",
        ),
        (
            "name: a\ninferencer: ppl\nmetric: detection\n",
            "metric detection reads a reply; expected inferencer direct or",
        ),
        (
            "name: a\ninferencer: direct\nmetric: counting\nrotations: true\n",
            "rotations do nothing with metric counting",
        ),
        (
            "name: a\ninferencer: ppl\nrotations: true\n",
            "rotations do nothing where options are not shown; add letters",
        ),
        ("name: a\ninferencer: ppl -> ppl\nletters: true\n", "letters does nothing with inferencer ppl -> ppl"),
        ("name: a\ninferencer: ppl -> ppl\nexamples: {retriever: fixed, shots: 2}\n", "examples does nothing with"),
        ("name: a\ninferencer: cot\nanswer_prefix: So\n", "answer_prefix does nothing with inferencer cot; remove it"),
        ("name: a\ninferencer: ppl\nexamples: {retriever: nearest, shots: 2}\n", "examples.retriever: Input should be"),
        ("name: a\ninferencer: ppl\nexamples: {retriever: fixed, shots: 9}\n", "shots [9]; expected different numbers"),
        ("name: a\ninferencer: ppl\nexamples: {retriever: fixed, shots: [0]}\n", "shots [0]; expected"),
        (
            "name: a\ninferencer: ppl\nexamples: {retriever: fixed, shots: 1, encoder: clip}\n",
            "encoder does nothing with retriever fixed",
        ),
        (
            "name: a\ninferencer: ppl\nexamples: {retriever: fixed, shots: 1, k: 2}\n",
            "unknown key 'examples.k'; known: r",
        ),
        ("name: a\ninferencer: ppl\nquery: fancy\n", "query 'fancy'; expected one of standard, labelled"),
        ("name: a\ninferencer: ppl\nquery: '<image> {question}'\n", "query holds <image>; pictures stand in front, or"),
        ("name: a\ninferencer: direct\nquery: 'Choose: {question}'\n", "query 'Choose: {question}' lacks {options}"),
        (
            "name: a\ninferencer: cot\nreading: strict\n",
            "strict reading is of a letter in a reply; expected inferencer",
        ),
        (
            "name: a\ninferencer: direct\nmetric: counting\nreading: strict\n",
            "strict reading is of a letter in a reply",
        ),
        ("name: a\ninferencer: direct\nreading: strict\npushback: true\n", "verbalisers and pushback ask in words of"),
        ("name: a\ninferencer: direct\nreading: lax\n", "reading: Input should be 'free' or 'strict'; found 'lax'"),
        ("name: My Recipe\ninferencer: ppl\n", "name: String should match pattern"),
        ("name: human-value\ninferencer: ppl\n", "the name 'human-value' is taken by a recipe of the package"),
        ("name: [\n", "is not YAML ("),
        ("just words\n", "is not a recipe; expected the keys name, inferencer"),
        ("", "is not a recipe; expected the keys name, inferencer"),
        ("name: x\ninferencer: ppl\nmetric: accuracy\nmetric: judged\n", "is not YAML (a second 'metric'; expected"),
    ],
)
def test_a_mistake_is_one_line(write: Write, text: str, says: str) -> None:
    path = write(text)
    with pytest.raises(InputError) as caught:
        recipe_named(path)
    assert str(caught.value).startswith(f"{path}: {says}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml: cannot be read"):
        recipe_named(str(tmp_path / "none.yaml"))
