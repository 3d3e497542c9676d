"""What stands against publishing a draft, and what a publication changes."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.form_drafts import ElementDraft, FormContent
from services.validator.domain.forms import Form
from services.validator.drafting.changes import changes_between
from services.validator.drafting.checks import problems_of
from services.validator.usecases.form_drafts import form_of

SOUND: dict[str, Any] = {
    "title": "Проба",
    "root": "^Проба$",
    "period": {"kind": "quarter", "year": "Год", "part": "Квартал"},
    "due": {"days": 10, "unit": "working"},
    "elements": [{"path": "Год"}, {"path": "Квартал"}, {"path": "Т.С", "repeats": True, "key": "К"}, {"path": "Т.С.К"}],
}


def problems(others: tuple[Form, ...] = (), **changes: Any) -> list[tuple[str, str]]:
    content = FormContent.model_validate(SOUND | changes)
    return [(problem.field, problem.code) for problem in problems_of(content, others)]


def test_a_sound_draft_may_be_published() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": " "}, ("title", "required")),
        ({"due": None}, ("due", "required")),
        ({"due": {"days": 0, "unit": "working"}}, ("due", "due_days")),
        ({"root": None}, ("root", "recognition")),
        ({"root": "("}, ("root", "pattern")),
        ({"namespace": "[a"}, ("namespace", "pattern")),
        ({"period": None}, ("period.kind", "required")),
        ({"period": {"kind": "quarter", "year": "Год"}}, ("period.part", "required")),
        ({"period": {"kind": "year", "year": "Нет"}}, ("period.year", "not_an_element")),
        ({"inn": "Нет.ИНН"}, ("inn", "not_an_element")),
        ({"versions": ["2,16"]}, ("versions", "version")),
        ({"accepts": "files"}, ("file_types", "required")),
        ({"accepts": "files", "file_types": ["exe"]}, ("file_types", "file_type")),
        ({"elements": [*SOUND["elements"], {"path": "Год"}]}, ("elements.0.path", "duplicate_path")),
        ({"elements": [*SOUND["elements"], {"path": "А..Б"}]}, ("elements.4.path", "path")),
        ({"elements": [*SOUND["elements"], {"path": "Р", "key": "Нет"}]}, ("elements.4.key", "key")),
    ],
)
def test_each_fault_is_told_by_its_field(changes: dict[str, Any], expected: tuple[str, str]) -> None:
    assert expected in problems(**changes)


@pytest.mark.parametrize(
    ("mine", "other", "overlap"),
    [
        (["2.16"], ["2.17"], False),
        (["2.16"], ["2.16.5"], True),
        (["2.16.5"], ["2.16"], True),
        (["2.1"], ["2.16"], False),
        ([], [], True),
        (["2.16"], [], False),
    ],
)
def test_two_editions_must_not_be_for_one_version(mine: list[str], other: list[str], overlap: bool) -> None:
    beside = Form(code="Т", title="Т", edition="другая", versions=tuple(other))
    found = problems((beside,), edition="моя", versions=mine)
    assert (("versions", "versions_overlap") in found) is overlap


def test_an_edition_beside_others_has_a_name() -> None:
    beside = Form(code="Т", title="Т", edition="1", versions=("1",))
    assert ("edition", "required") in problems((beside,), versions=["2"])


def test_a_publication_lists_what_it_changed() -> None:
    elements = [{"path": "Год", "label": "Год отчета"}, {"path": "Квартал"}, {"path": "Новый"}]
    before = form_of("Т", FormContent.model_validate(SOUND))
    after = form_of("Т", FormContent.model_validate(SOUND | {"title": "Проба пера", "elements": elements}))
    found = [(change.kind, change.name) for change in changes_between(before, after)]
    assert found == [
        ("setting", "title"),
        ("element_changed", "Год"),
        ("element_added", "Новый"),
        ("element_removed", "Т.С"),
        ("element_removed", "Т.С.К"),
    ]
    assert changes_between(None, after) == []


def test_a_changed_element_says_from_what_to_what() -> None:
    before = Form(code="Т", title="Т", elements=(_element("А", label="старая"),))
    after = Form(code="Т", title="Т", elements=(_element("А", label="новая", mandatory=False),))
    (change,) = changes_between(before, after)
    assert (change.before, change.after) == ("label: старая; mandatory: True", "label: новая; mandatory: False")


def _element(path: str, **fields: Any) -> Any:
    return ElementDraft(path=path, **fields).model_dump()
