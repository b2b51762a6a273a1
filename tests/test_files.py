"""Files: whole or not at all, one line for whatever is wrong with them, and pictures only from below their folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

from ch3ef.errors import InputError
from ch3ef.files import (
    file_below,
    read_json,
    read_json_lines,
    read_lines,
    read_text,
    write_text_whole,
    write_whole,
)
from ch3ef.parquet_files import open_parquet, parquet_records
from ch3ef.scenarios.pictures import PicturePlaces, picture_in
from ch3ef.scenarios.table import load_table


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        call()
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- writing --------------------------------------------------------------------------------------------------


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_text_whole(tmp_path / "a" / "b.txt", "Grüße\n")
    assert (tmp_path / "a" / "b.txt").read_bytes() == "Grüße\n".encode()
    assert list((tmp_path / "a").iterdir()) == [tmp_path / "a" / "b.txt"]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    def half(path: Path) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    (tmp_path / "b.txt").write_text("old")
    says = refusal(lambda: write_whole(tmp_path / "b.txt", half))
    assert says == f"{tmp_path}/b.txt: cannot be written (No space left on device); nothing was overwritten"
    assert (tmp_path / "b.txt").read_text() == "old"
    assert list(tmp_path.iterdir()) == [tmp_path / "b.txt"]


# --- reading --------------------------------------------------------------------------------------------------


def test_texts_lines_and_json_without_the_mark_in_front(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"a": 1}\r\n\n  \n{"a": "\xe2\x80\xa8"}')
    assert read_text(file)[0] == "{"
    assert list(read_lines(file)) == [("a.jsonl: line 1", '{"a": 1}'), ("a.jsonl: line 4", '{"a": "\u2028"}')]
    assert list(read_json_lines(file, "x")) == [("x: line 1", {"a": 1}), ("x: line 4", {"a": "\u2028"})]
    file.write_bytes(b"\xef\xbb\xbf[1]")
    assert read_json(file) == [1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"a": 1}\n{"a": \n', "a.jsonl: line 2: is not JSON (Expecting value at column 7); expected a JSON object"),
        (b'{"a": 1}\n[1]\n', "a.jsonl: line 2: is [1]; expected a JSON object"),
        (b'{"a": "\xff"}', "a.jsonl: line 1: byte 8 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_lines_that_are_no_objects(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(content)
    assert refusal(lambda: list(read_json_lines(file))) == says


def test_what_is_no_json(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    assert refusal(lambda: read_json(file)) == f"{file}: cannot be read (No such file or directory)"
    file.write_text('{"a":\n 1,}')
    says = "a.json: line 2, column 4: is not JSON (Expecting property name enclosed in double quotes); "
    assert refusal(lambda: read_json(file)).startswith(says)
    assert refusal(lambda: read_json(file, "here", "write it anew")).endswith("; write it anew")


def test_parquet_in_batches_and_without_pandas(tmp_path: Path) -> None:
    rows = [{"a": n, "b": ["x"] * n} for n in range(5)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    assert list(parquet_records(tmp_path / "a.parquet", at_once=2)) == rows
    with open_parquet(tmp_path / "a.parquet") as file:
        assert file.schema_arrow.names == ["a", "b"]
    code = f"""if True:
        import sys; from pathlib import Path; from ch3ef.parquet_files import *
        print(len(list(parquet_records(Path({str(tmp_path / "a.parquet")!r})))), "pandas" in sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "5 False\n"


def test_what_is_no_parquet(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    assert refusal(lambda: list(parquet_records(file))) == f"{file}: cannot be read (No such file or directory)"
    file.write_text("PAR1 not really")
    assert refusal(lambda: list(parquet_records(file))).startswith(f"{file}: is not a readable Parquet file (")


# --- pictures below a folder ----------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of pictures and links, reached through a link; a picture outside; a folder like the hub's cache."""
    folder = tmp_path / "real"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "blobs").mkdir()
    for path in (folder / "a.png", folder / "sub" / "b.png", tmp_path / "secret.png", tmp_path / "blobs" / "0f"):
        Image.new("RGB", (4, 4)).save(path, "PNG")
    (folder / "in.png").symlink_to("sub/b.png")
    (folder / "out.png").symlink_to(tmp_path / "secret.png")
    (folder / "outside").symlink_to(tmp_path)
    (folder / "blob.png").symlink_to("../blobs/0f")
    (folder / "loop.png").symlink_to("loop.png")
    os.mkfifo(folder / "pipe.png")
    (tmp_path / "root").symlink_to(folder)
    return tmp_path / "root"


def by_pictures(root: Path, name: str) -> Path:
    return PicturePlaces(root, {}).find(name, "record 1")


def by_public_set(root: Path, name: str) -> Path:
    return picture_in(name, root, "record 1").path


def by_table(root: Path, name: str) -> Path:
    table = root / "t.jsonl"
    # In a list of dicts as Parquet has them: a text would be cut at bars.
    table.write_text(json.dumps({"image": [{"path": name}], "question": "Which?", "options": "a|b", "answer": "a"}))
    return load_table(table, root / "cache").items[0].images[0].path


CALLERS = pytest.mark.parametrize("find", [by_pictures, by_public_set, by_table])


@CALLERS
@pytest.mark.parametrize("name", ["a.png", "./a.png", "sub/b.png", "sub//b.png", "in.png"])
def test_a_picture_below_the_folder(root: Path, name: str, find: Callable[[Path, str], Path]) -> None:
    path = find(root, name)
    assert path.is_absolute()
    assert path.samefile(root / name)
    assert path.name == Path(name).name


@CALLERS
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("/etc/passwd", "picture '/etc/passwd'; expected a path below "),
        ("//a.png", "picture '//a.png'; expected a path below "),
        ("../secret.png", "picture '../secret.png'; expected a path below "),
        ("sub/../a.png", "picture 'sub/../a.png'; expected a path below "),
        ("", "picture ''; expected a path below "),
        (".", "picture '.'; expected a path below "),
        ("sub\\b.png", "picture 'sub\\\\b.png'; expected a path below "),
        ("\0.png", "picture '\\x00.png' cannot be opened ("),
        ("loop.png", "picture 'loop.png' cannot be opened ("),
        ("sub", "picture 'sub' is a folder; expected a picture"),
        ("pipe.png", "picture 'pipe.png' is not a regular file; expected a picture"),
        ("none.png", "picture 'none.png' is not there; "),
        ("a.png/b.png", "picture 'a.png/b.png' is not there; "),
        ("n/" * 5000 + "1.png", "/n/n/1.png' is not there; "),
        ("out.png", "picture 'out.png' is a link out of the folder, to "),
        ("outside/secret.png", "picture 'outside/secret.png' is a link out of the folder, to "),
        ("blob.png", "picture 'blob.png' is a link out of the folder, to "),
    ],
)
def test_a_picture_elsewhere(root: Path, name: str, says: str, find: Callable[[Path, str], Path]) -> None:
    assert says in refusal(lambda: find(root, name))


@pytest.mark.parametrize("name", [None, 3, ["a.png"]])
def test_a_name_that_is_no_text(root: Path, name: object) -> None:
    assert refusal(lambda: file_below(root, name, "record 1")).startswith(
        f"record 1: picture {name!r}; expected a path"
    )


def test_links_lead_only_into_the_folder_that_the_caller_names(root: Path) -> None:
    blobs = root.parent / "blobs"
    # Under its own name, for what it is called in the cache has no suffix.
    assert file_below(root, "blob.png", "record 1", links_into=blobs) == root.resolve() / "blob.png"
    assert picture_in("blob.png", root, "record 1", blobs).path.name == "blob.png"
    says = "record 1: picture 'out.png' is a link out of the folder, to "
    assert refusal(lambda: file_below(root, "out.png", "record 1", links_into=blobs)).startswith(says)
