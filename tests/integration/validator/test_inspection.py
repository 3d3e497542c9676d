"""What a file says of itself, or why it cannot be read, over the bus."""

import io
import zipfile
from datetime import date

import pytest

from chassis.errors import ServiceError
from contracts.periods import PeriodKind, period_of
from contracts.roles import Role
from contracts.validator import INSPECT_FILE, InspectFile
from services.validator import builtin
from services.validator.sampler.generator import sample_report
from tests.integration.validator.asking import Asking
from tests.integration.validator.queue import FORM, INN, PERIOD, report

pytestmark = pytest.mark.asyncio(loop_scope="module")

KNOWN = ", ".join(rules.form.code for rules in builtin.rule_sets())
XBRL = b'<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance"/>'


def packed(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, report())
    return buffer.getvalue()


async def test_a_report_says_what_it_is(ask: Asking) -> None:
    found = await ask.inspect(report())
    assert (found.form, found.period, found.inn) == (FORM, PERIOD, INN)
    assert found.form_version
    assert found.outgoing_number
    assert isinstance(found.outgoing_date, date)
    assert len(found.content_hash) == 64


async def test_packed_or_not_it_is_the_same_report(ask: Asking) -> None:
    assert await ask.inspect(packed("отчет.xtdd"), "отчет.zip") == await ask.inspect(report())


async def test_forms_are_told_apart(ask: Asking) -> None:
    quarter = period_of(PeriodKind.QUARTER, 2026, 2)
    found = await ask.inspect(sample_report("0420841", quarter, INN))
    assert (found.form, found.period) == ("0420841", quarter)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"<a><b></a>", "not_xml"),
        (report()[:-200], "truncated_xml"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "forbidden_xml"),
        (b"<a>" * 300 + b"</a>" * 300, "xml_limits"),
        (b"<a>" + "Отчет".encode("cp1251") + b"</a>", "bad_encoding"),
        (packed(), "no_report_in_package"),
        (packed("a.txt"), "no_report_in_package"),
        (packed("a.xtdd", "b.xtdd"), "several_reports_in_package"),
        (packed("../a.xtdd"), "bad_package"),
        (b"%PDF-1.7\n", "wrong_file_type"),
        (XBRL, "wrong_form"),
        (sample_report(FORM, PERIOD, INN, omit=["Год"]), "period_missing"),
    ],
)
async def test_each_refusal_comes_through_with_its_code(ask: Asking, content: bytes, code: str) -> None:
    assert (await ask.refusal(content)).code == code


async def test_a_file_of_no_known_form_names_what_was_found_and_what_is_taken(ask: Asking) -> None:
    refused = await ask.refusal(b"<report/>")
    assert refused.code == "wrong_form"
    assert (refused.params["found"], refused.params["expected"]) == ("report", KNOWN)
    assert (refused.data["found"], refused.data["expected"]) == ("report", KNOWN)


async def test_an_object_that_cannot_be_had_is_no_refusal_of_the_file(ask: Asking) -> None:
    stored = await ask.storage.put_bytes("uploads", report())
    for other in ({"key": "absent"}, {"sha256": "0" * 64}):
        request = InspectFile(object=stored.model_copy(update=other), file_name="отчет.xtdd")
        with pytest.raises(ServiceError) as refused:
            await ask.as_role(INSPECT_FILE, request, Role.MEMBER_USER)
        assert refused.value.code == "unavailable"
