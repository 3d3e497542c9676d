"""Questions about the look of a report, as reports asks them."""

from typing import Any

from contracts.base import ObjectRef
from contracts.form_view import CompareFiles, DrawForm, Window
from tests.integration.validator.queue import FORM


def draw_of(upload: ObjectRef, **changes: Any) -> DrawForm:
    values: dict[str, Any] = {"object": upload, "file_name": "отчет.xtdd", "form": FORM, "window": Window()}
    return DrawForm(**values | changes)


def comparison_of(before: ObjectRef, after: ObjectRef, **changes: Any) -> CompareFiles:
    names = {"before_name": "старый.xtdd", "after_name": "новый.xtdd", "form": FORM}
    return CompareFiles(**{"before": before, "after": after, **names, **changes})
