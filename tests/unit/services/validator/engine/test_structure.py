"""Structure remarks: what, where, and what was expected there; they change no status."""

from __future__ import annotations

import pytest

from contracts.forms import EditionTitle
from contracts.statuses import Cause, ReportStatus
from contracts.verdict import StructureRemark
from services.validator.domain.forms import Element, Form, edition_for
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import JudgeContext, compile_rule_set, judge, judge_by_edition
from services.validator.engine.structure import MAX_REMARKS

HELD = Trigger(code="Т", title="Т", formula="ДА")


def element(path: str, **fields: object) -> Element:
    return Element.model_validate({"path": path, "type": "text", **fields})


def remarks(body: str, *elements: Element) -> tuple[StructureRemark, ...]:
    rules = RuleSet(form=Form(code="Ф", title="Ф", elements=elements), version="1", triggers=(HELD,))
    verdict = judge(f"<Ф>\n{body}\n</Ф>".encode(), "r.xtdd", compile_rule_set(rules), JudgeContext())
    assert verdict.status is ReportStatus.ACCEPTED
    return verdict.remarks


def test_a_missing_element_is_told_where_it_was_expected() -> None:
    (found,) = remarks("<Р>\n<А/>\n</Р>", element("Р.А"), element("Р.Б", type="number", label="Долг, всего"))
    assert (found.code, found.element, found.line) == ("missing_element", "Р.Б", 2)
    assert (found.label, found.expected) == ("Долг, всего", "Долг, всего (число)")


def test_of_rows_the_first_that_lacks_it_is_told_and_how_many_do() -> None:
    rows = "<С><А/></С>\n<С/>\n<С/>"
    (found,) = remarks(f"<Т>{rows}</Т>", element("Т.С", type="row", repeats=True), element("Т.С.А"))
    assert (found.element, found.line, found.count) == ("Т.С.А", 3, 2)


def test_an_absent_section_is_told_once() -> None:
    found = remarks("<Р1><А/></Р1>", element("Р1.А"), element("Р2.А"), element("Р2.Б"), element("Р2.В.Г"))
    assert [(one.code, one.element) for one in found] == [("missing_section", "Р2")]


def test_an_absent_section_of_optional_elements_is_no_matter() -> None:
    assert remarks("<Р1/>", element("Р1"), element("Р2.А", mandatory=False)) == ()


def test_an_unknown_element_is_told_with_what_is_awaited_there() -> None:
    listed = (element("Р.Сумма"), element("Р.Дата"))
    (typo,) = remarks("<Р><Сумма/><Дата/>\n<Сума/><Сума/></Р>", *listed)
    assert (typo.code, typo.element, typo.line, typo.count) == ("unknown_element", "Р.Сума", 3, 2)
    assert typo.expected == "Сумма"
    (other,) = remarks("<Р><Сумма/><Дата/><Лишнее/></Р>", *listed)
    assert other.expected == "Сумма, Дата"


def test_an_element_that_must_not_repeat_is_told_at_its_second_place() -> None:
    (found,) = remarks("<А/>\n<А/>", element("А"))
    assert (found.code, found.line, found.count) == ("repeated_element", 3, 2)


def test_no_more_than_a_hundred_are_told_and_all_are_counted() -> None:
    found = remarks("".join(f"<Э{n}/>" for n in range(500)), element("А", mandatory=False))
    assert len(found) == MAX_REMARKS + 1
    assert (found[-1].code, found[-1].count) == ("remarks_cut", 500)


@pytest.mark.parametrize(
    ("version", "expected"), [("2.16.5", "2.16"), ("2.17", "2.17"), ("1.0", "любая"), (None, "любая")]
)
def test_an_edition_that_names_the_version_goes_before_the_open_one(version: str | None, expected: str) -> None:
    editions = [
        Form(code="Ф", title="Ф", edition="2.17", versions=("2.17",)),
        Form(code="Ф", title="Ф", edition="любая"),
        Form(code="Ф", title="Ф", edition="2.16", versions=("2.16",)),
    ]
    chosen = edition_for(editions, version)
    assert chosen is not None
    assert chosen.edition == expected


def report(version: str) -> bytes:
    name = version.replace(".", "_")
    return f'<ОКУД0409900_{name} xmlns="http://www.it.ru/Schemas/Avior/МФО"/>'.encode()


def test_the_file_tells_which_rule_set_judges_it() -> None:
    def rules(version: str, code: str) -> RuleSet:
        form = Form(code="0409900", title="Ф", root="^ОКУД0409900", edition=version, versions=(version,))
        return RuleSet(form=form, version=f"правила {version}", triggers=(HELD.model_copy(update={"code": code}),))

    compiled = [compile_rule_set(rules("2.0", "Н")), compile_rule_set(rules("1.0", "С"))]
    editions = [EditionTitle(edition=name, versions=(name,)) for name in ("2.0", "1.0", "3.0")]
    for version, index in (("2.0", 0), ("1.0", 1)):
        judged = judge_by_edition(report(version), "r.xtdd", compiled, JudgeContext(), editions)
        assert judged.compiled is compiled[index]
        assert judged.verdict.status is ReportStatus.ACCEPTED
    without = judge_by_edition(report("3.0"), "r.xtdd", compiled, JudgeContext(), editions)
    assert (without.compiled, without.verdict.rule_set) == (None, None)
    assert [(reason.code, reason.cause) for reason in without.verdict.reasons] == [("no_rule_set", Cause.RULE)]
    unknown = judge_by_edition(report("4.0"), "r.xtdd", compiled, JudgeContext(), editions)
    assert [(reason.code, reason.cause) for reason in unknown.verdict.reasons] == [("wrong_form", Cause.FILE)]
