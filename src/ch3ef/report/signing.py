"""One page of what a policy demands and what is shown of a model, to be signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from ch3ef.analysis.gate import Checked, Gated, Policy
from ch3ef.errors import InputError
from ch3ef.outputs import check_own_file, own_files
from ch3ef.report.lines import about


def found_told(checked: Checked) -> str:
    """A clause's figure with its interval; in percent where it is a share.

    Example:
        >>> from ch3ef.analysis.gate import clause_of
        >>> found_told(Checked(clause_of("pairs > 0.8"), "pass", 0.9, 0.85, 0.93, 200, None, ""))
        '90.0 % [85.0, 93.0]'
    """
    if checked.estimate is None:
        return "-"
    scale, sign = (100, " %") if abs(checked.estimate) <= 1 else (1, "")
    bounds = "" if checked.low is None or checked.high is None else (
        f" [{scale * checked.low:z.1f}, {scale * checked.high:z.1f}]"
    )  # fmt: skip
    return f"{scale * checked.estimate:z.1f}{sign}{bounds}"


def verdict_told(checked: Checked) -> str:
    """What is shown of a clause, and if nothing, why.

    Example:
        >>> from ch3ef.analysis.gate import clause_of
        >>> verdict_told(Checked(clause_of("pairs > 0.8"), "not shown", 0.85, 0.78, 0.9, 200, 412, "too few items"))
        'not shown: too few items, about 410 more would do'
    """
    if checked.verdict != "not shown":
        return checked.verdict
    more = "" if checked.more is None else f", about {about(checked.more)} more would do"
    return f"not shown: {checked.reason}{more}"


def check_page(out: Path) -> None:
    """Refuse a name that is neither a page nor a PDF, and a file that is not ours, before anything is worked out.

    Args:
        out: Where the page is to go.
    """
    if out.suffix.lower() not in (".html", ".pdf"):
        raise InputError(f"{out}: expected a name that ends in .html or .pdf")
    check_own_file(out)
    if out.suffix.lower() == ".pdf":
        from ch3ef.report.paper import find_browser

        find_browser()


def write_page(out: Path, policy: Policy, gated: Sequence[Gated], lost: Sequence[str], runs: Sequence[str]) -> None:
    """Write the page.

    Args:
        out: Its file, HTML or PDF.
        policy: What was demanded.
        gated: What is shown of each model.
        lost: Sentences on answers that are missing.
        runs: Where the answers come from.
    """
    page = _page(policy, gated, lost, runs)
    with own_files(out.parent) as place:
        if out.suffix.lower() == ".html":
            (place / out.name).write_text(page, "utf-8")
            return
        from ch3ef.report.paper import find_browser, print_page

        with TemporaryDirectory() as folder:
            source = Path(folder) / "page.html"
            source.write_text(page, "utf-8")
            print_page(find_browser(), source, place / out.name)


def _page(policy: Policy, gated: Sequence[Gated], lost: Sequence[str], runs: Sequence[str]) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ch3ef.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"found": found_told, "verdict": verdict_told}
    return environment.get_template("signing.html.j2").render(
        policy=policy, gated=gated, lost=lost, runs=runs, day=f"{datetime.now(UTC):%Y-%m-%d}"
    )
