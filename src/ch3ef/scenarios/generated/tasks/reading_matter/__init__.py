"""Machine reading comprehension: what is written, marked, drawn or filled in on a picture."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.question import Form
from ch3ef.scenarios.generated.tasks.reading_matter import charts, documents, gui, handwriting, ocr, referring

FORMS: dict[str, Sequence[Form]] = {
    "OCR": ocr.FORMS,
    "referred vision": referring.FORMS,
    "document": documents.FORMS,
    "GUI": gui.FORMS,
    "handwriting": handwriting.FORMS,
    "chart": charts.FORMS,
}
