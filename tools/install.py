"""Install requirements by uv, in a tenth of pip's processor time, from wherever pip is told to look.

`.venv/bin/python tools/install.py -e '.[dev]'` installs into that environment, `--into PYTHON` into another one. uv
reads no settings of pip's, so that they are handed over: indices, links, constraints and certificates. Where uv cannot
be had, or cannot install what is asked, one line says why, and pip does it.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Mapping

OPTIONS = {
    "index-url": "--default-index",
    "extra-index-url": "--index",
    "find-links": "--find-links",
    "constraint": "--constraint",
}
"""What pip's settings are called -> uv's options; a setting may hold several values, between spaces."""


def main() -> int:
    """Install what the command line names."""
    python, requirements = sys.executable, sys.argv[1:]
    if requirements[:1] == ["--into"]:
        python, requirements = requirements[1], requirements[2:]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    settings = of_pip(subprocess.run([*pip, "config", "list"], capture_output=True, text=True, check=True).stdout)
    tried = subprocess.run([*pip, "install", "--quiet", "uv>=0.9"], capture_output=True, text=True, check=False)
    if not tried.returncode:
        command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python, *for_uv(settings)]
        certificates = {"SSL_CERT_FILE": settings["cert"]} if "cert" in settings else {}
        tried = subprocess.run(
            [*command, *requirements], capture_output=True, text=True, check=False, env={**certificates, **os.environ}
        )
    if not tried.returncode:
        return 0
    print("uv does not install it, so that pip does, which takes longer:", *tried.stderr.split())
    return subprocess.run([*pip, "--python", python, "install", "--quiet", *requirements], check=False).returncode


def of_pip(listed: str) -> dict[str, str]:
    r"""The settings that `pip config list` prints; what the environment says holds over what files say.

    >>> of_pip("global.index-url='https://a/simple'\n:env:.index-url='https://b/simple'\n")
    {'index-url': 'https://b/simple'}
    """
    lines = sorted((line for line in listed.splitlines() if "=" in line), key=lambda line: line.startswith(":env:"))
    names, values = zip(*(line.split("=", 1) for line in lines), strict=True) if lines else ((), ())
    return {name.rpartition(".")[2]: str(ast.literal_eval(value)) for name, value in zip(names, values, strict=True)}


def for_uv(settings: Mapping[str, str]) -> list[str]:
    """What uv is to be told for settings of pip's; of several indices the newest release counts, as it does for pip.

    >>> for_uv({"find-links": "/a /b", "timeout": "180"})
    ['--find-links', '/a', '--find-links', '/b', '--index-strategy', 'unsafe-best-match']
    """
    told = [(option, value) for name, option in OPTIONS.items() for value in settings.get(name, "").split()]
    return [*(part for pair in told for part in pair), "--index-strategy", "unsafe-best-match"]


if __name__ == "__main__":
    sys.exit(main())
