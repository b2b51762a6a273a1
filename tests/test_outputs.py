"""What commands write where a user says: only what they wrote there before is ever replaced."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.outputs import MANIFEST, check_empty, check_own_file, check_own_files, listed_files, new_folder, own_files


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        call()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def write(folder: Path, **files: str) -> None:
    """Write files of ours; `__` in a name stands for "/"."""
    with own_files(folder) as place:
        for name, text in files.items():
            path = place / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)


def content(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


@pytest.mark.parametrize("below", ["", "x"])
def test_a_link_to_itself_is_refused(tmp_path: Path, below: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    out = tmp_path / "loop" / below

    def fill() -> None:
        with new_folder(out):
            pass

    for call in (lambda: check_empty(out), lambda: write(out, page="x"), fill):
        assert f"{tmp_path}/loop" in refusal(call)
    assert [path.name for path in tmp_path.iterdir()] == ["loop"]


# --- files that are written again -----------------------------------------------------------------------------


def test_own_files_are_replaced_and_a_user_s_stay(tmp_path: Path) -> None:
    write(tmp_path / "out", page="old", data__a="1", data__b="2")
    (tmp_path / "out" / "notes").write_text("mine")
    (tmp_path / "out" / "data" / "c").write_text("mine too")
    write(tmp_path / "out", page="new", data__b="3", more__d="4")
    ours, theirs = {"page": "new", "data/b": "3", "more/d": "4"}, {"notes": "mine", "data/c": "mine too"}
    assert content(tmp_path / "out") == ours | theirs
    assert set(listed_files(tmp_path / "out")) == {"page", "data/b", "more/d"}


def test_another_command_s_files_at_the_top_stay_ours(tmp_path: Path) -> None:
    write(tmp_path, page="1", data__a="1")
    write(tmp_path, findings="2")
    write(tmp_path, page="3")
    assert content(tmp_path) == {"page": "3", "findings": "2"}
    assert not (tmp_path / "data").exists()
    check_own_file(tmp_path / "findings")


def test_the_list_is_one_of_the_program_sha256sum(tmp_path: Path) -> None:
    write(tmp_path, a="1", b__c="2")
    said = subprocess.run(["sha256sum", "-c", MANIFEST], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout == "a: OK\nb/c: OK\n"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda out: (out / "page").write_text("edited"), "page: was changed since ch3ef wrote it"),
        (lambda out: ((out / "page").unlink(), (out / "page").mkdir()), "page: is a link, or not a file"),
        (lambda out: ((out / "page").unlink(), (out / "page").symlink_to(out / "data/a")), "page: is a link"),
        (lambda out: (out / "new").write_text("mine"), f"new: is not among what ch3ef wrote there ({MANIFEST})"),
        (lambda out: (out / "more").write_text("mine"), "more/d: 'more' is not a folder that ch3ef made"),
        (lambda out: (out / "more").symlink_to(out.parent), "more/d: 'more' is not a folder that ch3ef made"),
        (lambda out: (out / MANIFEST).write_text("mine"), f"{MANIFEST}: is not a list that ch3ef wrote"),
        (lambda out: (out / MANIFEST).write_text(f"{'0' * 64}  ../x\n"), f"{MANIFEST}: is not a list that ch3ef wrote"),
    ],
)
def test_what_is_not_ours_is_refused_and_nothing_changes(
    tmp_path: Path, spoil: Callable[[Path], object], says: str
) -> None:
    out = tmp_path / "out"
    write(out, page="old", data__a="1")
    spoil(out)
    before = content(tmp_path)
    said = refusal(lambda: write(out, page="3", new="4", more__d="5"))
    assert said.startswith(f"{out}/{says}")
    assert said.endswith("; move it away, or choose another --out")
    assert content(tmp_path) == before
    assert not [path for path in out.iterdir() if path.name.endswith(".tmp")]


def test_a_list_removes_nothing_outside_or_changed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "elsewhere", a="1")
    write(tmp_path / "out", data__a="1", data__b="2")
    (tmp_path / "out" / "data" / "b").write_text("edited")
    (tmp_path / "out" / "data" / "a").unlink()
    (tmp_path / "out" / "data" / "b").rename(tmp_path / "out" / "b")
    (tmp_path / "out" / "data").rmdir()
    (tmp_path / "out" / "data").symlink_to(tmp_path / "elsewhere")
    write(tmp_path / "out", page="1")
    assert content(tmp_path / "elsewhere") == {"a": "1"}
    assert (tmp_path / "out" / "b").read_text() == "edited"


def test_equal_bytes_are_nobody_s_loss(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("the same")
    write(tmp_path, page="the same")
    write(tmp_path, page="another")
    assert content(tmp_path) == {"page": "another"}


def test_places_are_checked_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    assert "mine: is not among what ch3ef wrote there" in refusal(lambda: check_own_file(tmp_path / "mine"))
    assert "is a folder; expected the name of a file" in refusal(lambda: check_own_file(tmp_path))
    assert "is a file; expected a folder" in refusal(lambda: check_own_files(tmp_path / "mine", "a"))
    assert "is a link, or not a file" in refusal(lambda: check_own_file(Path("/dev/null")))
    check_own_file(tmp_path / "nowhere" / "yet")


def test_a_link_to_a_folder_is_gone_through_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link", page="1")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link2").symlink_to("empty")
    with new_folder(tmp_path / "link2") as place:
        (place / "a").write_text("2")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "link2").is_symlink()
    assert content(tmp_path / "real") == {"page": "1"}
    assert content(tmp_path / "empty") == {"a": "2"}


def test_a_failure_leaves_no_folder_and_names_the_user_s(tmp_path: Path) -> None:
    def fail() -> None:
        with own_files(tmp_path / "out") as place:
            raise InputError(f"{place}/a: cannot be written (No space left on device)")

    assert refusal(fail) == f"{tmp_path}/out/a: cannot be written (No space left on device)"
    assert list(tmp_path.iterdir()) == []


WRITES_AGAIN = """if True:
    import os, signal, sys
    from pathlib import Path
    from ch3ef.outputs import own_files

    last, done = int(sys.argv[1]), 0

    def count(event, args):
        global done
        changes = ("os.rename", "os.mkdir", "os.rmdir", "os.remove")
        if event in changes or event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_CREAT):
            done += 1
            if done == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    with own_files(Path(sys.argv[2])) as place:
        (place / "more").mkdir()
        for name in ("page", "more/b"):
            (place / name).write_text("new")
"""


def test_a_kill_at_any_operation_is_put_right_by_the_same_command(tmp_path: Path) -> None:
    codes: list[int] = []
    while not codes or codes[-1] != 0:
        out = tmp_path / str(len(codes))
        write(out, page="old", data__a="old")
        (out / "data" / "notes").write_text("mine")
        command = [sys.executable, "-c", WRITES_AGAIN, str(len(codes) + 1), str(out)]
        codes.append(subprocess.run(command, check=False).returncode)
        check_own_files(out)
        subprocess.run([*command[:3], "0", str(out)], check=True)
        assert content(out) == {"page": "new", "more/b": "new", "data/notes": "mine"}
    assert len(codes) > 8
    assert set(codes[:-1]) == {-signal.SIGKILL}


# --- new folders ----------------------------------------------------------------------------------------------


def test_a_new_folder_is_there_at_once_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("a", "empty", "b/c"):
        with new_folder(tmp_path / name) as place:
            (place / "x").write_text("1")
            assert not (tmp_path / name / "x").exists()
        assert content(tmp_path / name) == {"x": "1"}
    with pytest.raises(ZeroDivisionError), new_folder(tmp_path / "d"):
        raise ZeroDivisionError
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "empty"]


def test_a_new_folder_takes_the_place_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("x")
    (tmp_path / ".full.partial").write_text("x")
    for place in (tmp_path / "full", tmp_path / "full" / "mine"):
        assert "is not empty; expected a new or empty folder" in refusal(lambda place=place: check_empty(place))  # type: ignore[misc]
    late = tmp_path / "late"
    said = refusal(lambda: _filled_meanwhile(late))
    assert said == f"{late}: cannot be written (Directory not empty); nothing was left there"
    assert content(late) == {"mine": "x"}
    monkeypatch.chdir(tmp_path / "full")
    for here in (".", "../full"):
        assert "is the folder you are in" in refusal(lambda here=here: check_empty(Path(here)))  # type: ignore[misc]
    assert content(tmp_path)["full/mine"] == content(tmp_path)[".full.partial"] == "x"


def _filled_meanwhile(folder: Path) -> None:
    with new_folder(folder):
        folder.mkdir()
        (folder / "mine").write_text("x")
