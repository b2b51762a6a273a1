"""The results table: one row per model x recipe x item; the door between running and analysing.

Written as Parquet with a schema version, validated on writing and on reading. Log-probabilities are
natural logarithms, shares lie in [0, 1], times are ISO 8601 in UTC, durations seconds.
"""

from ch3ef.results.lines import row_from_json, token_count
from ch3ef.results.reading import (
    RESULTS_FILE,
    check_table,
    count_rows,
    each_record,
    each_row,
    named_without_secrets,
    read_rows,
    run_ids,
    unpacked_bytes,
)
from ch3ef.results.row import Outcome, ResultRow, RowKey, block_of, descriptions
from ch3ef.results.rules import MOST_RUNGS, validate
from ch3ef.results.schema import ADDED, SCHEMA_VERSION, columns_of, schema
from ch3ef.results.writing import to_table, write_row_groups, write_rows

SUMMARY_FILE = "summary.json"

__all__ = [
    "ADDED",
    "MOST_RUNGS",
    "RESULTS_FILE",
    "SCHEMA_VERSION",
    "SUMMARY_FILE",
    "Outcome",
    "ResultRow",
    "RowKey",
    "block_of",
    "check_table",
    "columns_of",
    "count_rows",
    "descriptions",
    "each_record",
    "each_row",
    "named_without_secrets",
    "read_rows",
    "row_from_json",
    "run_ids",
    "schema",
    "to_table",
    "token_count",
    "unpacked_bytes",
    "validate",
    "write_row_groups",
    "write_rows",
]
