"""The text of a receipt is canonical: the same facts, the same bytes."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from chassis.clock import MOSCOW
from contracts.periods import PeriodKind, period_of
from services.reports.domain.receipt import Filed, document

FILED = Filed(
    registration_number="ОТЧ-2026-0000001",
    submission_id="0b9b5c1e-0000-4000-8000-000000000001",
    version=1,
    organisation="ООО МКК «Берег»",
    inn="7707083893",
    ogrn="1027700132195",
    form="0420846",
    form_title="Отчет о микрофинансовой деятельности",
    period=period_of(PeriodKind.QUARTER, 2026, 3),
    file_name='итог "года".xtdd',
    size=1024,
    sha256="a" * 64,
    received_at=datetime(2026, 10, 30, 9, 15, 1, 250000, tzinfo=UTC),
    deemed_received_on=date(2026, 11, 2),
    grounds=None,
)


def test_it_names_everything_that_it_proves() -> None:
    told = json.loads(document(FILED))
    assert told["organisation"] == {"inn": "7707083893", "name": "ООО МКК «Берег»", "ogrn": "1027700132195"}
    assert told["file"] == {"name": 'итог "года".xtdd', "sha256": "a" * 64, "size": 1024}
    assert (told["received_at"], told["deemed_received_on"]) == ("2026-10-30T09:15:01.250000Z", "2026-11-02")
    assert told["period"]["label"] == "III квартал 2026 года"


def test_it_is_canonical() -> None:
    text = document(FILED)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text.startswith('{"deemed_received_on":"2026-11-02","file":{')


def test_a_date_that_could_not_be_counted_is_left_out_openly() -> None:
    assert json.loads(document(replace(FILED, deemed_received_on=None)))["deemed_received_on"] is None


def test_a_time_told_in_another_zone_is_written_in_utc() -> None:
    moscow = replace(FILED, received_at=datetime(2026, 10, 30, 12, 15, 1, 250000, tzinfo=MOSCOW))
    assert document(moscow) == document(FILED)
