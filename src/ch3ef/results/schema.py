"""The columns of the table, their versions, and what other programs may make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from ch3ef.errors import InputError
from ch3ef.results.row import ResultRow, descriptions

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = "7"
EARLIER = ("2", "3", "4", "5", "6")
"""Versions that are read too: the `reply` of 2 and 3 may hold reasoning with its marks."""
ADDED = {"declining": "3", "judge_reading": "3", "rung": "5", "claim": "6", "cut_off": "7"}
"""Columns that came later, and the version that they came with; read from earlier tables they are null."""


@cache
def schema() -> pa.Schema:
    """The Arrow schema of the results table, derived from `ResultRow`; each column is described."""
    import pyarrow as pa

    types: dict[type, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}

    def column(name: str, hint: Any) -> pa.Field:
        options = [h for h in (get_args(hint) or (hint,)) if h is not type(None)]
        nullable = type(None) in get_args(hint)
        kind = hint if get_origin(hint) is list else options[0]
        arrow = pa.list_(types[get_args(kind)[0]]) if get_origin(kind) is list else types[kind]
        return pa.field(name, arrow, nullable=nullable)

    hints, told = get_type_hints(ResultRow), descriptions()
    columns = [column(f.name, hints[f.name]).with_metadata({"description": told[f.name]}) for f in fields(ResultRow)]
    return pa.schema(columns, metadata={"ch3ef_results_schema": SCHEMA_VERSION})


def columns_of(found: pa.Schema, wanted: Sequence[str], file: Path) -> list[str]:
    """Those of the wanted columns that a results table has.

    Args:
        found: The table's schema.
        wanted: Columns of `schema`.
        file: The table's place, for the message.

    Returns:
        All of them but those that were added later.

    Raises:
        InputError: Another version of the schema, or a column is missing or there twice.
    """
    version = (found.metadata or {}).get(b"ch3ef_results_schema", b"none").decode()
    if version not in (*EARLIER, SCHEMA_VERSION):
        known = f"{', '.join(map(repr, EARLIER))} and {SCHEMA_VERSION!r}"
        raise InputError(f"{file}: results schema {version!r}; this version reads {known}")
    columns = [name for name in wanted if version >= ADDED.get(name, version)]
    if missing := [name for name in columns if name not in found.names]:
        raise InputError(f"{file}: columns missing: {', '.join(missing)}; expected a table that `ch3ef run` wrote")
    if twice := [name for name in columns if found.names.count(name) > 1]:
        raise InputError(f"{file}: columns there twice: {', '.join(twice)}; expected a table that `ch3ef run` wrote")
    for name in columns:
        kind, expected = found.field(name).type, schema().field(name).type
        if not _alike(kind, expected):
            raise InputError(f"{file}: column {name!r} holds {kind}; expected {expected}, as `ch3ef run` writes it")
    return columns


def _alike(found: pa.DataType, expected: pa.DataType) -> bool:
    """Whether a column can be read as what is expected: other programs write other widths."""
    import pyarrow as pa

    kinds = pa.types
    if kinds.is_dictionary(found):
        found = found.value_type
    if kinds.is_list(expected):
        return bool(kinds.is_list(found) or kinds.is_large_list(found)) and _alike(
            found.value_type, expected.value_type
        )
    if kinds.is_string(expected):
        return bool(kinds.is_string(found) or kinds.is_large_string(found) or kinds.is_string_view(found))
    if kinds.is_integer(expected):
        return bool(kinds.is_integer(found))
    if kinds.is_boolean(expected):
        return bool(kinds.is_boolean(found))
    return bool(kinds.is_floating(found) or kinds.is_integer(found))
