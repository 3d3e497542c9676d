"""The file that the sampler writes: its shape, its size, and that nothing but the arguments decides its bytes."""

from codecs import BOM_UTF8
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.periods import PeriodKind, period_of
from services.validator.builtin import rule_set
from services.validator.domain.checksums import is_ogrn
from services.validator.sampler import SampleError, fault_codes, form_codes, sample_report

INN = "7707083893"
NAMESPACE = "{http://www.it.ru/Schemas/Avior/МФО/OKUD0420846_2_16_5_Kvartalnaya/2.16.5/1}"


def _text(data: bytes, path: str) -> str | None:
    # The sample is our own; expat accepts its Cyrillic namespace.
    return ElementTree.fromstring(data).findtext("/".join(NAMESPACE + step for step in path.split(".")))


def test_the_file_begins_like_those_of_the_official_program() -> None:
    data = sample_report("0420846", "2026Q3", INN)

    assert data.startswith(BOM_UTF8 + b'<?xml version="1.0" encoding="utf-8"?>')
    assert ElementTree.fromstring(data).tag == NAMESPACE + "ОКУД0420846_2_16_5_1"
    assert b"<av:" in data


def test_the_file_states_the_period_and_the_member_of_the_call() -> None:
    data = sample_report("0420846", "2025Q2", INN, member_name="ООО МКК «Ромашка» & Ко")

    assert _text(data, "Год") == "2025"
    assert _text(data, "ОтчетныйКвартал.Описание") == "2 квартал"
    assert _text(data, "Отчетность.ОтчетнаяДата") == "2025-06-30"
    assert _text(data, "Отчетность.Раздел1Реквизиты.ИНН") == INN
    assert _text(data, "Отчетность.Раздел1Реквизиты.ПолноеНаименование") == "ООО МКК «Ромашка» & Ко"


def test_a_period_may_be_given_as_a_value() -> None:
    period = period_of(PeriodKind.QUARTER, 2026, 3)

    assert sample_report("0420846", period, INN) == sample_report("0420846", "2026Q3", INN)


def test_the_ogrn_is_invented_with_a_right_checksum_unless_given() -> None:
    invented = _text(sample_report("0420846", "2026Q3", INN), "Отчетность.Раздел1Реквизиты.ОГРН")
    given_one = _text(sample_report("0420846", "2026Q3", INN, ogrn="1027700132195"), "Отчетность.Раздел1Реквизиты.ОГРН")

    assert invented is not None
    assert is_ogrn(invented)
    assert given_one == "1027700132195"


@pytest.mark.parametrize("form", form_codes())
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**9))
def test_the_same_arguments_give_the_same_bytes(form: str, seed: int) -> None:
    first = sample_report(form, "2026Q1", INN, seed=seed)

    assert sample_report(form, "2026Q1", INN, seed=seed) == first
    assert sample_report(form, "2026Q1", INN, seed=seed + 1) != first


def test_the_order_of_faults_does_not_matter() -> None:
    there = sample_report("0420846", "2026Q3", INN, faults=["К-01", "Р-05", "Д-02"])

    assert sample_report("0420846", "2026Q3", INN, faults=["Д-02", "К-01", "Р-05", "К-01"]) == there


@pytest.mark.parametrize(
    ("form", "size"), [("0420841", 100_000), ("0420846", 100_000), ("0420846", 1_000_000), ("0420846", 25_000_000)]
)
def test_the_size_is_reached_within_five_percent(form: str, size: int) -> None:
    assert len(sample_report(form, "2026Q3", INN, size=size)) == pytest.approx(size, rel=0.05)


def test_a_size_below_the_smallest_file_gives_the_smallest_file() -> None:
    assert sample_report("0420846", "2026Q3", INN, size=1) == sample_report("0420846", "2026Q3", INN)


@pytest.mark.parametrize("form", form_codes())
def test_every_trigger_of_the_built_in_set_has_a_fault(form: str) -> None:
    assert set(fault_codes(form)) == {trigger.code for trigger in rule_set(form).triggers}


@pytest.mark.parametrize("form", form_codes())
def test_the_sample_holds_every_element_of_the_form_and_no_other(form: str) -> None:
    data = sample_report(form, "2026Q3", INN)
    listed = {element.path for element in rule_set(form).form.elements} - {"Отчетность.Files.File"}
    leaves = {
        path for path in _paths(ElementTree.fromstring(data)) if not any(p.startswith(f"{path}.") for p in listed)
    }

    assert leaves - {"Отчетность.Files"} <= listed
    assert {path for path in listed if not any(p.startswith(f"{path}.") for p in listed)} <= leaves


def _paths(root: ElementTree.Element, above: str = "") -> set[str]:
    found: set[str] = set()
    for child in root:
        path = above + child.tag.rpartition("}")[2]
        found |= {path} | _paths(child, f"{path}.")
    return found


@pytest.mark.parametrize("path", ["Отчетность.Раздел4Капитал.НМКК1", "Отчетность.Раздел7Баланс", "Год"])
def test_an_omitted_element_is_left_out(path: str) -> None:
    root = ElementTree.fromstring(sample_report("0420846", "2026Q3", INN, omit=[path]))

    assert path not in _paths(root)


def test_an_omitted_column_is_left_out_of_every_row() -> None:
    path = "Отчетность.КоллекцияКрупныеЗаймы.КрупныеЗаймы.КрупныеЗаймы_1.Остаток"
    root = ElementTree.fromstring(sample_report("0420846", "2026Q3", INN, omit=[path]))

    assert path not in _paths(root)
    assert path.rpartition(".")[0] in _paths(root)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"form": "0420999"}, "Форма «0420999» образца не имеет. Есть: 0420841, 0420846."),
        ({"period": "2026K3"}, "Период «2026K3» не читается: нужен год и квартал, например 2026Q3."),
        ({"period": "0000Q3"}, "Период «0000Q3» не читается: нужен год и квартал, например 2026Q3."),
        ({"period": "2023Q4"}, "раньше начала действия встроенных триггеров (01.01.2024)"),
        ({"inn": "770708389"}, "ИНН «770708389» неверен: нужны 10 цифр."),
        ({"ogrn": "1027700132194"}, "ОГРН «1027700132194» неверен"),
        ({"faults": ["Я-99"]}, "В наборе формы 0420846 нет триггера «Я-99»"),
        ({"omit": ["Отчетность.Нет"]}, "В образце нет элемента «Отчетность.Нет»."),
        ({"omit": ["Год.Нет"]}, "В образце нет элемента «Год.Нет»."),
    ],
)
def test_a_wrong_call_is_refused_in_plain_russian(arguments: dict[str, object], message: str) -> None:
    call = {"form": "0420846", "period": "2026Q3", "inn": INN, **arguments}

    with pytest.raises(SampleError) as refusal:
        sample_report(**call)  # type: ignore[arg-type]

    assert message in str(refusal.value)
