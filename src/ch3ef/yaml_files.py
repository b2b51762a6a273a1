"""YAML files: what people write by hand, without what makes a small file large or a text another thing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ch3ef.errors import InputError, short
from ch3ef.files import check_characters, read_text

MAX_YAML = 2**18
"""Bytes of the largest file: reading takes some 40 s per MB where a text is hostile."""
MAX_YAML_DEPTH = 20
"""Lists and objects within each other."""


class _Loader(yaml.SafeLoader):
    """Reads plain values; refuses aliases (500 bytes can stand for a billion entries) and names given twice."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise self._refused("an alias (*name)", "write the value out")
        self.depth += 1
        if self.depth > MAX_YAML_DEPTH:
            raise self._refused(f"more than {MAX_YAML_DEPTH} lists or objects within each other", "make it flatter")
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                problem = f"a second {short(key.value)}; expected each once"
                raise yaml.constructor.ConstructorError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError, TypeError, ArithmeticError) as error:
            # What it makes of `!!bool abc`, `2001-99-99` or a number of 5000 digits.
            raise yaml.constructor.ConstructorError(
                problem=f"{short(node.value)} is no {node.tag.rpartition(':')[2]}", problem_mark=node.start_mark
            ) from error

    def _refused(self, what: str, advice: str) -> yaml.YAMLError:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        return yaml.composer.ComposerError(problem=f"{what} is not read here; {advice}", problem_mark=mark)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file.

    Args:
        path: The file.

    Raises:
        InputError: It cannot be read, is larger than `MAX_YAML`, or is not YAML; aliases are refused.
    """
    text = read_text(path, str(path), MAX_YAML)
    try:
        content = yaml.load(text, _Loader)  # noqa: S506 - it is a SafeLoader
    except yaml.YAMLError as error:
        raise InputError(f"{path}: is not YAML ({' '.join(str(error).split())})") from error
    check_characters(content, str(path))
    return content
