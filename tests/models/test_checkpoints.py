"""What is wrong with a checkpoint's folder or a hub's name, told without torch."""

from __future__ import annotations

import http.server
import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import huggingface_hub
import pytest

from ch3ef.errors import InputError
from ch3ef.models import checkpoints
from ch3ef.models.checkpoints import check_folder, check_hub, check_local
from ch3ef.models.names import parse_model_name

ABSENT = "model-00001-of-00003.safetensors"


@pytest.fixture
def folder(checkpoint: Callable[[str], Path], tmp_path: Path) -> Path:
    """A whole checkpoint, to be damaged."""
    return shutil.copytree(checkpoint("llava"), tmp_path / "llava")


def empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def adapter(folder: Path) -> None:
    empty(folder)
    (folder / "adapter_config.json").write_text('{"base_model_name_or_path": "org/base"}')
    (folder / "adapter_model.safetensors").touch()


def gguf(folder: Path) -> None:
    empty(folder)
    (folder / "model-q4.gguf").touch()


def outer(folder: Path) -> None:
    empty(folder)
    for step in (1100, 1200):
        (folder / f"step-{step}").mkdir()
        (folder / f"step-{step}" / "config.json").touch()


def shards(folder: Path) -> None:
    weights = folder / "model.safetensors"
    names = [ABSENT.replace("00001", f"0000{n}") for n in (1, 2, 3)]
    (folder / f"{weights.name}.index.json").write_text(json.dumps({"weight_map": dict(zip("abc", names, strict=True))}))
    weights.rename(folder / names[1])


def optimizer_alone(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "optimizer.bin")
    (folder / "global_step100").mkdir()


def cut(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])


def no_header(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"\xff" * 40)


def pointer(folder: Path) -> None:
    (folder / "model.safetensors").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")


def no_processor(folder: Path) -> None:
    (folder / "processor_config.json").unlink()


def no_tokenizer(folder: Path) -> None:
    for path in folder.glob("tokenizer*"):
        path.unlink()


DAMAGES: dict[Callable[[Path], None], str] = {
    empty: "has no config.json; expected a checkpoint of transformers",
    adapter: "holds an adapter (LoRA) of 'org/base' and no whole model; merge them",
    gguf: "holds GGUF files, which transformers does not open",
    outer: "has no config.json; expected a checkpoint of transformers; name one of those inside: step-1100, step-1200",
    shards: f"lacks 2 of the 3 files of weights that model.safetensors.index.json names, such as '{ABSENT}'",
    optimizer_alone: "has no weights; expected model.safetensors, or shards of it with their index; of 'global_step100'",
    cut: "model.safetensors: cut short, ",
    no_header: "model.safetensors: no whole safetensors file (40 bytes)",
    pointer: "model.safetensors: a pointer of Git LFS and no weights",
    no_processor: "has no processor for pictures; expected processor_config.json or preprocessor_config.json",
    no_tokenizer: "has no tokenizer; expected tokenizer.json",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: str(damage.__name__))
def test_a_folder_that_lacks_something(damage: Callable[[Path], None], folder: Path) -> None:
    assert check_folder(str(folder)) == folder
    damage(folder)
    with pytest.raises(InputError) as told:
        check_folder(str(folder))
    assert DAMAGES[damage] in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_of_weights_in_place_of_its_folder(folder: Path) -> None:
    with pytest.raises(InputError, match=f"is a file; expected the folder .*'{folder}'"):
        check_folder(str(folder / "model.safetensors"))


def test_a_missing_folder_beside_others_is_no_name_on_the_hub(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ckpts").mkdir()
    folder.rename(tmp_path / "ckpts" / "step-1200")
    monkeypatch.chdir(tmp_path)
    assert check_folder("org/name") is None
    with pytest.raises(InputError, match=r"'ckpts/step-9999' does not exist; .*; 'ckpts' has step-1200$"):
        check_folder("ckpts/step-9999")
    for typed in ("ckpts/step-1200", "ckpts/step-1200?dtype=float32", "ours=ckpts/step-1200"):
        with pytest.raises(InputError, match=r"has no provider; for the folder write ch3ef-hf/ckpts/step-1200$"):
            parse_model_name(typed)
    no_folder = "no folder {}; a checkpoint of yours is named ch3ef-hf/PATH, such as ch3ef-hf/{}$"
    (tmp_path / "ckpts" / "logs").mkdir()
    for typed, near in (
        ("ckpts/step-9999", "ckpts/step-1200"),
        ("./none", "./ckpts"),
        ("./ckpts/none", "./ckpts/logs"),
    ):
        with pytest.raises(InputError, match=no_folder.format(typed, near)):
            parse_model_name(typed)
    with pytest.raises(InputError, match=r"no folder ckpts/none/a; a checkpoint of yours is named ch3ef-hf/PATH$"):
        parse_model_name("ckpts/none/a")


def test_a_missing_folder_is_told_before_torch_or_the_engine_is_imported(tmp_path: Path) -> None:
    """The command line, with a finder that refuses both."""
    program = (
        "import sys\n"
        "class Refusing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        assert name.split('.')[0] not in {'torch', 'transformers', 'inspect_ai'}, name\n"
        "sys.meta_path.insert(0, Refusing())\n"
        "from ch3ef.cli import main\n"
        f"sys.exit(main(['run', '--model', 'ch3ef-hf/{tmp_path}/step-9999', '--out', 'runs/a']))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr == (
        f"ch3ef: model folder '{tmp_path}/step-9999' does not exist; expected a folder or a name on the hub\n"
    )


class Hub(http.server.BaseHTTPRequestHandler):
    """Knows org/open, keeps org/gated from everybody."""

    def do_HEAD(self) -> None:
        self.send_response(200 if "open" in self.path else 403 if "gated" in self.path else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A hub of our own, on line."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("hub")
def test_the_hub_says_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    check_hub("org/open")
    with pytest.raises(
        InputError, match=r"model 'org/none': the hub has none of this name for you, and there is no fo"
    ):
        check_hub("org/none")
    with pytest.raises(InputError, match=r"none of this name and revision 'v2' for you"):
        check_hub("org/none", "v2")
    with pytest.raises(InputError, match=r"encoder 'org/gated': the hub keeps it from you; ask for access"):
        check_hub("org/gated", kind="encoder")
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(
        InputError, match=r"the hub at http://127\.0\.0\.1:9 cannot be reached \(.*refused\), and there"
    ):
        check_hub("org/open")


@pytest.mark.usefixtures("hub")
def test_what_the_hub_gave_before_is_there_without_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Transformers finds all of it in the cache, and waits for the hub with none of its files."""
    place = tmp_path / "models--org--open"
    (place / "refs").mkdir(parents=True)
    (place / "refs" / "main").write_text("0a1b")
    (place / "snapshots").mkdir()
    folder.rename(place / "snapshots" / "0a1b")
    monkeypatch.setattr(checkpoints, "CACHED_TIMEOUT", 0.2)
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    assert check_hub("org/open") == ""
    assert not huggingface_hub.constants.HF_HUB_OFFLINE
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        endpoint = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", endpoint)
        assert check_local([parse_model_name("ch3ef-hf/org/open")], hub=True) == [
            f"model 'org/open': the hub at {endpoint} cannot be reached (timed out); the copy in its cache is taken"
        ]
        assert check_hub("org/open") == ""
