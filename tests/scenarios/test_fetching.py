"""Pictures by address, from a server of the test's own: what is got, what is refused, and nothing unasked."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ch3ef.cli import main
from ch3ef.scenarios import fetching, load_scenario
from ch3ef.scenarios.fetching import fetch
from ch3ef.scenarios.public_sets.addresses import Wanted
from tests.scenarios.offline_hub import DATA


def _picture(color: str, kind: str = "PNG") -> bytes:
    kept = BytesIO()
    Image.new("RGB", (8, 8), color).save(kept, kind)
    return kept.getvalue()


BREAD, VASE = _picture("olive", "JPEG"), _picture("navy")


class Handler(BaseHTTPRequestHandler):
    asked: list[str]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        self.asked.append(self.path)
        place = {
            "/moved": "/vase.png",
            "/file": "file:///etc/passwd",
            "/away": "ftp://127.0.0.1/x.png",
            "/round": "/round",
        }.get(self.path)
        if place:
            self.send_response(302)
            self.send_header("Location", place)
            self.end_headers()
            return
        held = {"/bread.jpg?width=8": BREAD, "/vase.png": VASE, "/page": b"<html>", "/large": VASE + bytes(3000)}
        content = held.get(self.path)
        self.send_response(404 if content is None else 200)
        self.end_headers()
        self.wfile.write(content or b"")


@pytest.fixture
def server() -> Iterator[str]:
    Handler.asked = []
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    thread.join()
    http.server_close()


def faults(addresses: list[str], folder: Path, digest: str = "") -> list[str]:
    wanted = [Wanted(address, f"p/{number}.png", digest=digest) for number, address in enumerate(addresses)]
    return [one.fault for one in fetch(wanted, folder, str)]


def test_what_is_got_and_what_is_not(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_PICTURE", 2000)
    paths = ("/vase.png", "/moved", "/page", "/none", "/large", "/file", "/away", "/round")
    assert faults([server + path for path in paths], tmp_path) == [
        "",
        "",
        "is no picture that can be opened (6 bytes)",
        "the server answers 404",
        "larger than 2 KiB",
        "the server answers 302",
        "expected an address with http or https",
        "the server answers 302",
    ]
    assert sorted(path.name for path in (tmp_path / "p").iterdir()) == ["0.png", "1.png"]
    assert (tmp_path / "p/0.png").read_bytes() == VASE


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x/y.png", "", "/etc/passwd", "http://", "http://[x"])
def test_what_is_no_address_in_the_web(address: str, tmp_path: Path) -> None:
    (fault,) = faults([address], tmp_path)
    assert fault
    assert not list(tmp_path.iterdir())


def test_a_published_digest(server: str, tmp_path: Path) -> None:
    (fault,) = faults([f"{server}/vase.png"], tmp_path, digest=hashlib.sha256(BREAD).hexdigest())
    assert fault.startswith("is another picture than was published: SHA-256 ")
    assert not list(tmp_path.iterdir())
    assert faults([f"{server}/vase.png"], tmp_path, digest=hashlib.sha256(VASE).hexdigest().upper()) == [""]


def test_a_server_that_is_slow(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LONGEST", -1)
    assert faults([f"{server}/vase.png"], tmp_path) == ["not whole within -1 s"]


def test_a_set_is_made_whole(server: str, tmp_path: Path, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(DATA / "msts", tmp_path / "msts")
    shutil.rmtree(folder / "data/unsafe_images")
    file = folder / "data/images/unsafe_images.csv"
    file.write_text(file.read_text().replace("https://pictures.example", server))
    assert Handler.asked == []
    assert main(["data", "fetch", "msts", "--out", str(folder)]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "data/unsafe_images/unsafe_image_0902.png" in printed
    assert hashlib.sha256(VASE).hexdigest()[:12] in printed
    assert "2 pictures fetched, 0 there before, 0 not to be had licence CC0: 1 licence CC BY 4.0: 1" in printed
    assert len(load_scenario(f"msts?dir={folder}", cache=cache).items) == 4
    assert sorted(Handler.asked) == ["/bread.jpg?width=8", "/vase.png"]
    assert main(["data", "fetch", "msts", "--out", str(folder)]) == 0
    assert "0 pictures fetched, 2 there before, 0 not to be had" in capsys.readouterr().out
    assert len(Handler.asked) == 2


def test_one_that_cannot_be_had_stops_no_other(server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(DATA / "msts", tmp_path / "msts")
    shutil.rmtree(folder / "data/unsafe_images")
    file = folder / "data/images/unsafe_images.csv"
    file.write_text(
        file.read_text()
        .replace("https://pictures.example/bread", f"{server}/none")
        .replace("https://pictures.example", server)
    )
    assert main(["data", "fetch", "msts", "--out", str(folder)]) == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert "the server answers 404" in printed
    assert "1 picture fetched, 0 there before, 1 not to be had" in printed


@pytest.mark.parametrize(
    ("name", "change", "line"),
    [
        ("msts", "../../x", "unsafe_images.csv: line 2: '../../x' names a picture; expected letters, digits and - _ ."),
        ("pope", "", "pope: names no pictures by addresses; expected one of msts"),
        ("mst", "", "unknown scenario 'mst'; did you mean 'msts'? Known: "),
    ],
)
def test_what_cannot_be_fetched(
    name: str, change: str, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(DATA / "msts", tmp_path / "msts")
    file = folder / "data/images/unsafe_images.csv"
    file.write_text(file.read_text().replace("unsafe_image_0901", change or "unsafe_image_0901"))
    assert main(["data", "fetch", name, "--out", str(folder)]) == 2
    assert capsys.readouterr().err.startswith(f"ch3ef: {line}")


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "fetch", "msts", "--out", str(tmp_path / "none")]) == 2
    assert "no such folder; expected data/prompts/LANGUAGE_multimodal.csv" in capsys.readouterr().err
