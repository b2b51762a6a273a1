"""One page of what a policy demands and what is shown of a model, to be signed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ch3ef.errors import InputError
from ch3ef.outputs import check_own_file, own_files
from ch3ef.report.decision import Decision, found_told, verdict_told
from ch3ef.report.language import ENGLISH, Language


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


def write_page(out: Path, decision: Decision, language: Language = ENGLISH) -> None:
    """Write the page.

    Args:
        out: Its file, HTML or PDF.
        decision: What was demanded, and what is shown.
        language: What it is said in.
    """
    page = _page(decision, language)
    with own_files(out.parent) as place:
        if out.suffix.lower() == ".html":
            (place / out.name).write_text(page, "utf-8")
            return
        from ch3ef.report.paper import find_browser, print_page

        with TemporaryDirectory() as folder:
            source = Path(folder) / "page.html"
            source.write_text(page, "utf-8")
            print_page(find_browser(), source, place / out.name)


def _page(decision: Decision, language: Language) -> str:
    from ch3ef.report.site import template_environment

    template = template_environment(language).get_template("signing.html.j2")
    return template.render(decision=decision, found_told=found_told, verdict_told=verdict_told, place=lambda *_: "")
