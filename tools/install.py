"""Install requirements by uv, in a tenth of pip's processor time, from wherever pip is told to look.

`.venv/bin/python tools/install.py -e '.[dev]'` installs into that environment, `--into PYTHON` into another one. uv
reads no settings of pip's, so that they are handed over: indices, links, constraints and certificates. Where uv cannot
be had, cannot install what is asked, or would not know a setting, one line says so, and pip does it.
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


OF_PIP_ALONE = {
    "cache-dir", "config-file", "debug", "default-timeout", "disable-pip-version-check", "exists-action", "log",
    "no-cache-dir", "no-color", "no-input", "no-python-version-warning", "no-warn-script-location", "progress-bar",
    "quiet", "require-virtualenv", "retries", "root-user-action", "timeout", "verbose",
}  # fmt: skip
"""Settings that do not change what is installed."""


def main() -> int:
    """Install what the command line names."""
    python, requirements = sys.executable, sys.argv[1:]
    if requirements[:1] == ["--into"]:
        python, requirements = requirements[1], requirements[2:]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    listed = _tried([*pip, "config", "list"])
    if listed.returncode:
        print(*listed.stderr.split() or ["pip cannot read its settings"])
        return listed.returncode
    why = _by_uv(pip, python, requirements, of_pip(listed.stdout))
    if not why:
        return 0
    print("uv does not install it, so that pip does, which takes longer:", why)
    return subprocess.run([*pip, "--python", python, "install", "--quiet", *requirements], check=False).returncode


def _by_uv(pip: list[str], python: str, requirements: list[str], settings: Mapping[str, str]) -> str:
    """Why uv did not install them; empty where it did."""
    unknown = sorted(set(settings) - {*OPTIONS, *OF_PIP_ALONE, "cert"})
    if unknown:
        return f"pip is set to {', '.join(unknown)}"
    got = _tried([*pip, "install", "--quiet", "uv>=0.9"])
    if got.returncode:
        return " ".join(got.stderr.split()) or "it cannot be had"
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python, *for_uv(settings)]
    certificates = {"SSL_CERT_FILE": settings["cert"]} if "cert" in settings else {}
    done = _tried([*command, *requirements], **certificates)
    return "" if not done.returncode else " ".join(done.stderr.split()) or f"it ended with {done.returncode}"


def _tried(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**environment, **os.environ})


def of_pip(listed: str) -> dict[str, str]:
    r"""What `pip config list` prints of installing: the environment holds over files, there `install` over `global`.

    >>> of_pip("global.index-url='https://a'\n:env:.index-url=''\ninstall.index-url='https://b'\nwheel.pre='1'\n")
    {'index-url': 'https://b'}
    """
    found: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in listed.splitlines():
        (where, _, name), value = line.partition("=")[0].rpartition("."), line.partition("=")[2]
        if where in found and (told := str(ast.literal_eval(value))):
            found[where][name] = told
    return {**found["global"], **found["install"], **found[":env:"]}


def for_uv(settings: Mapping[str, str]) -> list[str]:
    """What uv is to be told for settings of pip's; of several indices the newest release counts, as it does for pip.

    >>> for_uv({"find-links": "/a /b", "timeout": "180"})
    ['--find-links', '/a', '--find-links', '/b', '--index-strategy', 'unsafe-best-match']
    """
    told = [(option, value) for name, option in OPTIONS.items() for value in settings.get(name, "").split()]
    return [*(part for pair in told for part in pair), "--index-strategy", "unsafe-best-match"]


if __name__ == "__main__":
    sys.exit(main())
