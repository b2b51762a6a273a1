"""Reports in other languages: complete catalogues, no word of English left on a page, and English as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ch3ef.analysis.findings.writing import to_lines
from ch3ef.cli import main
from ch3ef.report.language import ENGLISH, Language, _messages, languages, load_language
from ch3ef.report.pictures import store_pictures
from ch3ef.report.wording import FAMILIES
from ch3ef.results import write_rows
from ch3ef.running.folder import write_items
from ch3ef.scenarios import load_scenario
from ch3ef.taxonomy import DOMAINS, TASKS, Dimension
from ch3ef.words import capitalised, in_a_row, listed, name, plural, words
from tests.report.browsing import browser, watched_page
from tests.report.messages import all_messages, needs_words
from tests.report.worlds import DIRECT, PPL, answers, gathered, runs_of
from tests.test_results import ROW

OTHERS = [code for code in languages() if code != "en"]
MODELS = (*(f"lab/model-{i}" for i in range(6)), "reference/oracle", "reference/first")
SETS = (("ch3ef-gen", 138), ("ch3ef-gen-twins", 92), ("semantics-gen", 40), ("logic-gen", 40))


# --- catalogues --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_is_said(code: str) -> None:
    known = load_language(code).messages
    missing = [each for each in all_messages() if each not in known and needs_words(each[1])]
    assert missing == [], f"`python -m tests.report.messages {code}` prints them"


@pytest.mark.parametrize("code", OTHERS)
def test_no_message_is_said_that_nobody_says(code: str) -> None:
    assert set(load_language(code).messages) - set(all_messages()) == set()


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_said_has_the_fields_and_the_markup_of_the_english(code: str) -> None:
    def parts(text: str) -> list[str]:
        return sorted(set(re.findall(r"\{\w+\}|<[^>]+>", text)))

    for (_, pattern), said in load_language(code).messages.items():
        assert parts(said) == parts(pattern), pattern


@pytest.mark.parametrize("code", OTHERS)
def test_names_of_one_list_stay_apart(code: str) -> None:
    """Rows and columns of a chart are told apart by their names."""
    said = load_language(code)
    for context, own in (("task", [task.name for task in TASKS]), ("domain", DOMAINS), ("dimension", Dimension)):
        kept = {said.text(name(each, context)) for each in own}
        assert len(kept) == len(set(own))


def test_a_catalogue_is_read_as_gettext_writes_it() -> None:
    text = (
        '# a comment\nmsgid ""\nmsgstr ""\n"Language: de\\n"\n\n'
        '#: somewhere:1\nmsgctxt "task"\nmsgid "object"\nmsgstr "Ding"\n\n'
        'msgid ""\n"of a \\"{n}\\" "\n"and more"\nmsgstr ""\n"von »{n}« "\n"und mehr"\n\n'
        'msgid "not done yet"\nmsgstr ""\n'
    )
    assert dict(_messages(text)) == {("task", "object"): "Ding", ("", 'of a "{n}" and more'): "von »{n}« und mehr"}


# --- sentences ---------------------------------------------------------------------------------------------

GERMAN = Language(
    "de",
    {
        ("", "{n} models"): "{n} Modelle",
        ("", "{first} and {last}"): "{first} und {last}",
        ("", "{before}, {after}"): "{before}; {after}",
        ("", "{who} of {all}"): "von {all}: {who}",
        ("task", "object"): "Ding",
    },
)


def test_a_sentence_is_said_with_what_stands_in_it() -> None:
    said = words("{who} of {all}", who=listed(["a", "b", "c"]), all=plural("{n} model", "{n} models", 3))
    assert said == "a, b and c of 3 models"
    assert GERMAN.text(said) == "von 3 Modelle: a; b und c"


def test_one_text_of_ours_in_a_list_is_said_as_several_are() -> None:
    """The only kind of models in a report stayed "5 models" in Chinese."""
    chinese = load_language("zh")
    one = plural("{n} model", "{n} models", 5)
    assert chinese.text(words("{first} and {last}", first=listed([one]), last="x")) == "5 个模型和x"
    assert chinese.text(in_a_row([one])) == "5 个模型"


def test_what_users_wrote_is_never_said_otherwise() -> None:
    """Not even where it reads like a message, or like a field."""
    said = words("{who} of {all}", who="{all}", all="{n} models")
    assert said == "{all} of {n} models"
    assert GERMAN.text(said) == "von {n} models: {all}"
    assert GERMAN.text("object") == "object"
    assert GERMAN.text(name("object", "task")) == "Ding"
    assert GERMAN.text(name("another {n}", "task")) == "another {n}"


def test_whole_records_are_said_and_their_keys_kept() -> None:
    found = GERMAN.whole({"task": [name("object", "task"), ("object", 1.5, None)]})
    assert found == {"task": ["Ding", ("object", 1.5, None)]}


@pytest.mark.parametrize("code", OTHERS)
def test_findings_and_reasons_are_said_beside_the_pages_too(code: str, tmp_path: Path) -> None:
    items = [item for name, limit in SETS for item in load_scenario(name, limit=limit, pictures=False).items]
    said = load_language(code)
    findings = gathered(runs_of(list(answers(items, MODELS, (PPL, DIRECT))))).findings
    lines = "\n".join(to_lines(findings, said.text))
    ours = re.sub(r"`[^`]*`|\\?[\w./?&=:-]*[-/_\\][\w./?&=:\\-]*", "", lines)
    names = {*FAMILIES, "Holm", "Pearson", "Spearman", "Kendall", "Fisher", "human", "value", "direct", "run", "typos"}
    assert {word for word in re.findall(r"[a-zA-Z]{3,}", ours) if word not in names} == set()
    gone = replace(items[0], images=tuple(replace(one, path=tmp_path / "gone.png") for one in items[0].images))
    reasons = store_pictures([gone], tmp_path / "pictures").missing.values()
    assert reasons
    assert not re.search("[a-zA-Z]", "".join(map(said.text, reasons)))


def test_no_line_ends_between_a_number_and_its_unit() -> None:
    said = words(
        "{share} [{low}, {high}] of {n} points", share=words("{number} %", number="25.9"), low="20.1", high="31.0", n=3
    )
    assert ENGLISH.text(said) == "25.9\xa0% [20.1,\xa031.0] of 3\xa0points"
    assert GERMAN.text(said) == "25.9\xa0% [20.1,\xa031.0] of 3\xa0points"
    assert ENGLISH.text("a user's 5 %") == "a user's 5 %"


def test_english_is_the_text_itself() -> None:
    """Also of a sentence that was made to begin with a capital letter."""
    said = capitalised(words("{n} models", n="five"))
    assert ENGLISH.text(said) == said == "Five models"
    assert GERMAN.text(said) == "five Modelle"
    assert in_a_row([]) == listed([]) == ""


# --- reports -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of six models and two reference answerers on all three levels."""
    return written(tmp_path_factory.mktemp("runs") / "run", pictures=True)


def written(folder: Path, *, pictures: bool) -> Path:
    folder.mkdir()
    items = [item for each, limit in SETS for item in load_scenario(each, limit=limit, pictures=pictures).items]
    write_items(((item.scenario, item) for item in items), folder)
    write_rows(list(answers(items, MODELS, (PPL, DIRECT))), folder / "results.parquet")
    return folder


@pytest.fixture(scope="module")
def english(run: Path) -> Path:
    assert main(["report", str(run)]) == 0
    return run / "report"


@pytest.fixture(scope="module")
def chinese(run: Path, english: Path) -> Path:
    folder = run.parent / "chinese"
    assert main(["report", str(run), "--language", "zh", "--out", str(folder)]) == 0
    return folder


def data(report: Path, file: str) -> Any:
    text = (report / "data" / f"{file}.js").read_text("utf-8")
    return json.loads(text.partition(",")[2].rstrip().removesuffix(");"))


def numbers(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for each in value.values():
            yield from numbers(each)
    elif isinstance(value, list):
        for each in value:
            yield from numbers(each)
    elif not isinstance(value, str):
        yield value


@pytest.mark.browser
def test_another_language_says_the_same_numbers(english: Path, chinese: Path) -> None:
    for file in ("board", "models", "differences", "figures/levels", "figures/tasks-heat-map", "figures/outcomes"):
        assert list(numbers(data(english, file))) == list(numbers(data(chinese, file))), file
    for file in ("leaderboard.csv", "figures.csv", "differences.csv", "findings.json"):
        assert (english / "tables" / file).read_bytes() == (chinese / "tables" / file).read_bytes(), file


@pytest.mark.browser
def test_english_stays_as_it_is(run: Path, english: Path, chinese: Path, tmp_path: Path) -> None:
    """A report in English after one in Chinese is the one before it, and no catalogue goes with it."""
    assert main(["report", str(run), "--out", str(tmp_path / "again")]) == 0
    for file in [*english.glob("*.html"), *english.glob("data/*.js"), *english.glob("figures/*.csv")]:
        assert file.read_bytes() == (tmp_path / "again" / file.relative_to(english)).read_bytes(), file
        assert not re.search("[\u4e00-\u9fff]", file.read_text("utf-8")), file
    assert '"messages":{}' in (english / "assets" / "words.js").read_text("utf-8")


VISIBLE = """() => {
  const found = new Set();
  // What items ask and models reply, and commands and names of files.
  const others = ".words, .question, .id, .twin, #item-name, code, noscript, script, style, nav + p, .brand";
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const place = walker.currentNode.parentElement;
    if (!place.closest(others)) found.add(walker.currentNode.textContent.trim());
  }
  for (const each of document.querySelectorAll("*")) {
    if (each.closest("svg[aria-hidden]")) continue;
    for (const name of ["title", "aria-label", "placeholder", "alt", "label"]) found.add((each.getAttribute(name) ?? "").trim());
  }
  return [...found];
}"""
NAMES = (
    r"[\w.-]+/|model-\d|ch3ef-gen(-twins)?|semantics-gen|logic-gen|human-value(-direct)?|runs?\d*\b"
    r"|[\w-]+-\d{3}(-[0-9a-f]{8})?|(tables/)?\w+\.(md|csv|json|tex|txt|parquet)|ch3ef (run|view)[\w -]*"
)
"""Names of models, sets, recipes, items and files, which are the same in all languages."""
KEPT = (
    *("Ch3Ef", "ch3ef", "SVG", "PNG", "CSV", "Vega", "Vega-Lite", "Vega-Embed", "Inspect", "JavaScript", "arXiv"),
    *("form", "rung"),  # facts of an item, as its set names them
    *("Apache", "BSD-3-Clause"),  # programs, forms of files, licences
    *("Pearson", "Spearman", "Kendall", "Fisher", "Holm", "Brier"),  # people
    *("AUROC", "ECE", "F1", "kappa", "softmax", "nat", "atanh"),  # terms that the field writes so in every language
    *("oracle", "anti-oracle", "first", "pushback", "gaussian", "noise", "typos", "icl-performance", "verbalisers"),
    *(
        "human-value-open",
        "short-answer",
        "mmmu",
        "pope",
        "mme",
        "winoground",
        "flickr30k",
        "nocaps",
        "fsc147",
        "voc2012",
    ),
    *("rotations", "phrasings", "ppl", "captions", "counting", "detection", "omnibenchmark", "ice", "PPL"),  # as typed
)


def english_words(texts: list[str], models: Collection[str] = ()) -> list[str]:
    """Texts that hold a word of English, names and kept terms aside; pages may show a model's name in pieces."""
    kept = re.compile(
        rf"{NAMES}|(?<![A-Za-z])({'|'.join(sorted(map(re.escape, KEPT), key=len, reverse=True))})(?![a-z])"
    )
    others = [text for text in texts if not any(text in model for model in models)]
    return [text for text in others if re.search("[A-Za-z]{2,}", kept.sub("", text))]


@pytest.mark.browser
def test_no_word_of_english_is_left_on_a_chinese_page(chinese: Path) -> None:
    site = chinese.as_uri()
    models = [model["full"] for model in data(chinese, "board")["models"]]
    pages = (
        *("index.html", "index.html#columns=tasks&published=yes", "models.html#a=1&b=4", "across.html", "about.html"),
        *("items.html", "items.html#find=no+such+question"),
    )
    with browser() as running, watched_page(running) as (page, seen):
        for address in pages:
            page.goto("about:blank")
            page.goto(f"{site}/{address}")
            page.wait_for_load_state("load")
            for figure in page.locator("figure[data-shown]:not([hidden])").all():
                figure.scroll_into_view_if_needed()
                figure.locator("svg").first.wait_for()
            if "items" in address:
                page.wait_for_selector("#browser[data-ready]")
            assert page.get_attribute("html", "lang") == "zh"
            assert english_words(page.evaluate(VISIBLE), models) == [], address
        assert seen.errors == []


def test_files_for_people_are_in_the_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = written(tmp_path / "run", pictures=False)
    for form in ("md", "latex"):
        assert main(["report", str(run), "--format", form, "--language", "zh", "--title", "一次测量"]) == 0
        text = re.sub(r"\\[a-z]+({[a-z]*})*|% needs", "", capsys.readouterr().out)
        assert "准确率" in text
        assert english_words(text.replace("Copyright", "").splitlines()) == []


def test_a_language_that_is_not_there_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "run").mkdir()
    write_rows([ROW], tmp_path / "run" / "results.parquet")
    assert main(["report", str(tmp_path / "run"), "--language", "fr", "--out", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err == "ch3ef: unknown language 'fr'; Known: en, zh.\n"
    assert not (tmp_path / "none").exists()
