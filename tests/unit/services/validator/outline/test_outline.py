"""A form drawn up from a sample: types from all values, repeats and keys from all rows, and nothing of the values."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.form_drafts import MOST_ELEMENTS, Outline, OutlineElement
from contracts.periods import PeriodKind
from services.validator.domain.forms import Form, names_of
from services.validator.drafting.trial import try_form
from services.validator.outline import outline
from services.validator.outline.walk import MOST_NAMES
from services.validator.reader import Refusal
from services.validator.sampler.generator import sample_report


def drawn(body: str, root: str = "Отчет", attributes: str = "") -> Outline:
    return outline(f"<{root} {attributes}>{body}</{root}>".encode(), "образец.xtdd")


def by_path(found: Outline) -> dict[str, OutlineElement]:
    return {element.path: element for element in found.elements}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["1", "2.5", "-3", "1 000,50"], "number"),
        (["1", "два"], "text"),
        (["2026-09-30", "30.09.2026"], "date"),
        (["2026-09-30", "-", ""], "date"),
        (["2026-09-30", "сегодня"], "text"),
        (["да", "нет", "1"], "boolean"),
        (["1", "0"], "number"),
        (["007", "12"], "text"),
        (["+74950000000"], "text"),
        (["40702810900000000001"], "text"),
        (["0.5", "0"], "number"),
        (["", "-"], "text"),
    ],
)
def test_the_type_is_the_narrowest_that_every_value_is_of(values: list[str], kind: str) -> None:
    rows = "".join(f"<С><Поле>{value}</Поле></С>" for value in values)
    assert by_path(drawn(f"<Т>{rows}{rows}</Т>"))["Т.С.Поле"].type == kind


@pytest.mark.parametrize("name", ["ИНН", "НомерСтроки", "ИсходящийНомер", "КодОКОПФ", "Год", "НомерТелефона"])
def test_what_is_named_as_a_code_is_text_though_it_is_written_in_digits(name: str) -> None:
    assert by_path(drawn(f"<Р><{name}>12345</{name}></Р>"))[f"Р.{name}"].type == "text"


def test_repeats_are_seen_and_the_one_row_of_a_collection_is_a_row_too() -> None:
    found = by_path(
        drawn(
            "<Займы><Заем><Сумма>1</Сумма></Заем><Заем><Сумма>2</Сумма></Заем></Займы>"
            "<КоллекцияТаб><Таб><Таб_1><НомерСтроки>1</НомерСтроки></Таб_1></Таб></КоллекцияТаб>"
            "<КоллекцияБКИ><БКИ><Имя>а</Имя></БКИ></КоллекцияБКИ>"
        )
    )
    assert [path for path, element in found.items() if element.repeats] == [
        "Займы.Заем",
        "КоллекцияТаб.Таб.Таб_1",
        "КоллекцияБКИ.БКИ",
    ]
    assert {element.type for element in found.values() if element.repeats} == {"row"}


def test_a_key_tells_every_row_apart() -> None:
    rows = "".join(
        f"<С><Имя>{name}</Имя><НомерСтроки>{n}</НомерСтроки><Сумма>{n}5</Сумма><Вид>одно</Вид></С>"
        for n, name in enumerate("абв", 1)
    )
    row = by_path(drawn(f"<Т>{rows}</Т>"))["Т.С"]
    assert (row.key, row.keys) == ("НомерСтроки", ("НомерСтроки", "Имя"))


def test_what_some_rows_lack_is_not_mandatory() -> None:
    found = by_path(drawn("<Т><С><А>1</А><Б>1</Б></С><С><А>2</А></С></Т>"))
    assert (found["Т.С.А"].mandatory, found["Т.С.Б"].mandatory) == (True, False)


def test_attributes_are_elements_and_those_of_the_root_are_not() -> None:
    found = by_path(drawn('<А код="1">х</А>', attributes='версия="3"'))
    assert list(found) == ["А", "А.@код"]


def test_names_tell_the_place_on_paper() -> None:
    found = by_path(
        drawn(
            "<Отчетность><Раздел4Капитал><Строка3_12>1</Строка3_12></Раздел4Капитал><КоллекцияРаздел2Займы>"
            "<Раздел2Займы><Раздел2Займы_1><Кол7_Таб2КодISIN>х</Кол7_Таб2КодISIN></Раздел2Займы_1></Раздел2Займы>"
            "</КоллекцияРаздел2Займы></Отчетность><ОтчетныйКвартал><Описание>1</Описание></ОтчетныйКвартал>"
        )
    )
    line = found["Отчетность.Раздел4Капитал.Строка3_12"]
    cell = found["Отчетность.КоллекцияРаздел2Займы.Раздел2Займы.Раздел2Займы_1.Кол7_Таб2КодISIN"]
    assert (line.section, line.line) == ("Раздел 4. Капитал", "3.12")
    assert (cell.section, cell.column, cell.label) == ("Раздел 2. Займы", "7", "Код ISIN")
    assert found["ОтчетныйКвартал.Описание"].label == "Отчетный квартал"


def test_recognition_period_and_organisation_are_proposed() -> None:
    found = outline(sample_report("0420846", "2026Q3", "7707083893"), "образец.xtdd")
    content = found.content
    assert (found.code, found.version, content.versions) == ("0420846", "2.16.5", ("2.16.5",))
    assert content.period is not None
    assert (content.period.kind, content.period.year) == (PeriodKind.QUARTER, "Год")
    assert content.period.part == "ОтчетныйКвартал.Описание"
    assert content.inn == "Отчетность.Раздел1Реквизиты.ИНН"


def test_a_form_drawn_up_from_a_file_takes_that_file_without_a_remark() -> None:
    data = sample_report("0420846", "2026Q3", "7707083893")
    found = outline(data, "образец.xtdd")
    content = found.content.model_dump(mode="json") | {"elements": [e.model_dump() for e in found.elements]}
    trial = try_form(data, "образец.xtdd", [Form.model_validate({"code": "0420846", **content, "title": "Ф"})], [])
    assert trial.taken
    assert (trial.problems, trial.remarks, trial.unreadable_total) == ((), (), 0)


def test_a_sample_of_too_many_names_is_cut() -> None:
    found = drawn("".join(f"<Э{n}/>" for n in range(MOST_NAMES + 10)))
    assert found.cut
    assert len(found.elements) == MOST_ELEMENTS


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        outline(b"<a><b></a>", "a.xtdd")
    assert refused.value.code == "not_xml"


names = st.sampled_from(["А", "Б", "В", "Раздел1", "КоллекцияА", "А_1", "Код", "a-b", "a.b"])
values = st.one_of(
    st.sampled_from(["", "-", "1", "007", "1,5", "30.09.2026", "да", "Х"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=8),
)
trees = st.recursive(values, lambda below: st.lists(st.tuples(names, below), max_size=5), max_leaves=40)


def written(tree: object) -> str:
    if isinstance(tree, str):
        return escape(tree)
    assert isinstance(tree, list)
    return "".join(f"<{name}>{written(below)}</{name}>" for name, below in tree)


@settings(max_examples=150, deadline=None)
@given(tree=st.lists(st.tuples(names, trees), max_size=6))
def test_every_odd_sample_gives_a_form_that_takes_it(tree: list[tuple[str, object]]) -> None:
    data = f"<Корень>{written(tree)}</Корень>".encode()
    found = outline(data, "образец.xtdd")
    paths = [element.path for element in found.elements]
    assert len(set(map(names_of, paths))) == len(paths)
    form = Form.model_validate(
        {"code": "Т", "title": "Т", "root": "^Корень$", "elements": [e.model_dump() for e in found.elements]}
    )
    trial = try_form(data, "образец.xtdd", [form], [])
    assert {remark.code for remark in trial.remarks} <= {"missing_section"}
    assert trial.unreadable_total == 0
