from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.recipes.recipe import NAMES
from ch3ef.scenarios import SCENARIOS, load_scenario
from ch3ef.scenarios.cache import default_cache
from ch3ef.scenarios.catalogue import pool_of
from ch3ef.scenarios.public_sets import PUBLIC_SETS


def refusal(name: str, cache: Path) -> str:
    with pytest.raises(InputError) as caught:
        load_scenario(name, cache=cache)
    return str(caught.value)


def test_names_differ_and_the_public_sets_come_last() -> None:
    names = [row.name for row in SCENARIOS]
    assert names[:6] == ["ch3ef-gen", "ch3ef-gen-twins", "semantics-gen", "logic-gen", "ch3ef", "ch3ef-v0"]
    assert names[6:] == [
        "cifar10", "omnibenchmark", "voc2012", "flickr30k", "fsc147", "pope", "winoground", "scienceqa", "mmbench",
        "seed-bench", "seed-bench-2", "mme", "mmmu", "mossbench", "msts", "hallusionbench", "siuo", "siuo-mcqa", "vlguard", "mssbench", "figstep", "mm-safetybench", "vlsbench", "amber", "amber-generative", "haloquest", "mm-deceptionbench",
    ]  # fmt: skip
    assert [public.name for public in PUBLIC_SETS] == names[6:]
    for row in SCENARIOS:
        assert row.recipe in ("", *NAMES)
        assert "\n" not in row.description


def test_what_a_row_says_of_a_public_set() -> None:
    rows = {row.name: row for row in SCENARIOS}
    pope, winoground, mmmu = rows["pope"], rows["winoground"], rows["mmmu"]
    assert (pope.levels, pope.n_items, pope.recipe, pope.pool) == (("A1",), 9000, "yes-no", "")
    assert (pope.licence, pope.source) == ("MIT; pictures: COCO terms", "hugging face: lmms-lab/POPE")
    assert winoground.source == "hugging face: facebook/winoground (asks for consent)"
    assert (mmmu.settings, mmmu.n_items, mmmu.pool) == (("dir", "split"), None, "split=dev")
    assert pool_of("mmmu?dir=/data") == "mmmu?dir=/data&split=dev"


def test_an_unknown_name(cache: Path) -> None:
    many = f"All {len(SCENARIOS)}: `ch3ef list scenarios`."
    assert refusal("chef", cache) == f"unknown scenario 'chef'; did you mean 'ch3ef'? Or ch3ef-v0, ch3ef-gen? {many}"


@pytest.mark.parametrize("name", ["./ours", "data/ours", "../ours", ".ours", "/no/such"])
def test_a_folder_that_is_not_there(name: str, cache: Path) -> None:
    assert (
        refusal(name, cache)
        == f"{name}: no such folder; expected a folder with meta_file/ in it, or with pictures and a table"
    )


def test_a_user_that_is_not_there(cache: Path) -> None:
    assert refusal("~no-such-user/ours", cache).startswith("'~no-such-user/ours': no file can be called so (")


def test_a_file_for_a_folder(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "ours.json").write_text("{}")
    name = str(tmp_path / "ours.json")
    assert (
        refusal(name, cache)
        == f"{name}: is a file; expected a scenario's name or a folder with meta_file/ in it, or with pictures and a table"
    )


def test_a_folder_needs_no_slash(release: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release.parent)
    assert load_scenario("ours", cache=cache).name == "ours"
    monkeypatch.chdir(release)
    assert load_scenario(".", cache=cache).name == "ours"


def test_a_limit_keeps_the_version(release: Path, cache: Path) -> None:
    full = load_scenario(str(release), cache=cache)
    part = load_scenario(str(release), cache=cache, limit=4)
    assert len(part.items) == 4
    assert (part.version, part.notices) == (full.version, full.notices)


def test_the_place_of_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CH3EF_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert default_cache() == tmp_path / ".cache/ch3ef"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert default_cache() == tmp_path / "xdg/ch3ef"
    monkeypatch.setenv("CH3EF_CACHE", "~/own")
    assert default_cache() == tmp_path / "own"


def test_the_list_is_light() -> None:
    heavy = (
        "PIL",
        "pyvips",
        "huggingface_hub",
        "pydantic",
        "inspect_ai",
        "torch",
        "zipfile",
        "ch3ef.results",
        "pyarrow",
        "pandas",
        "datasets",
    )
    code = f"import ch3ef.scenarios, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
