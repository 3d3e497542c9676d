"""A rule that proves broken on a live report: it switches itself off, the report turns green, everybody may see why."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from tests.cabinet import SECOND, STAFF, Cabinet, signed_in
from tests.e2e.desk import Desk, desk_of, quarter
from tests.product import Stack
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

CODE = "Л-01"
# Sound as it is written: only the reporting date shows that the limit has no value yet.
BROKEN = {"code": CODE, "title": "Сумма не выше предела", "formula": 'Отчетность.Сумма <= ПАРАМЕТР("ПРЕДЕЛ")'}
SOUND = {"code": "С-01", "title": "Сумма не отрицательна", "formula": "Отчетность.Сумма >= 0"}
LIMIT = {"ПРЕДЕЛ": [{"value": "100", "since": "2100-01-01"}]}
REASON = "У параметра „ПРЕДЕЛ“ нет значения на отчетную дату"
ELEMENTS = {
    "Год": "text",
    "ОтчетныйКвартал.Код": "text",
    "Отчетность.ИНН": "text",
    "Отчетность.Сумма": "number",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def staff(stack: Stack) -> AsyncIterator[Cabinet]:
    async with signed_in(stack, STAFF) as cabinet:
        yield cabinet


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    async with desk_of(stack) as opened:
        yield opened


async def edited(staff: Cabinet, method: str, path: str, revision: int, body: Any) -> Any:
    answer: httpx.Response = await staff.http.request(method, path, json=body, headers={"If-Match": f'"{revision}"'})
    assert answer.is_success, answer.text
    return answer.json()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def form(staff: Cabinet) -> str:
    """A form of this test's own, with a period that every member owes a report for."""
    code = f"0{uuid4().int % 1_000_000:06}"
    content = {
        "title": "Справка о сумме",
        "namespace": f"^http://www\\.it\\.ru/Schemas/Avior/МФО/OKUD{code}_",
        "root": f"^ОКУД{code}(_|$)",
        "period": {"kind": "quarter", "year": "Год", "part": "ОтчетныйКвартал.Код"},
        "inn": "Отчетность.ИНН",
        "due": {"days": 30, "unit": "calendar"},
        "elements": [{"path": path, "type": kind} for path, kind in ELEMENTS.items()],
    }
    draft = await staff.post("/forms", {"code": code, "content": content})
    assert draft["problems"] == []
    await edited(staff, "POST", f"/forms/{code}/draft/publish", draft["revision"], {"why": "проверка"})
    return code


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def rule_set(staff: Cabinet, form: str) -> dict[str, Any]:
    """Published, and broken for every report that there is."""
    draft = await staff.post(f"/forms/{form}/rule-sets", {"based_on": None, "version": "1"})
    rules = {"version": "1", "parameters": LIMIT, "triggers": [BROKEN, SOUND]}
    draft = await edited(staff, "PUT", f"/rule-sets/{draft['id']}", draft["revision"], {"rules": rules})
    start = {"effective_from": "2020-01-01", "reason": "первая версия", "without_backtest": "отчетов еще не было"}
    published = await edited(staff, "POST", f"/rule-sets/{draft['id']}/publish", draft["revision"], start)
    period = quarter(1)
    opened = {"form": form, "kind": "quarter", "year": period.end.year, "number": period.number}

    async def known_to_reports() -> bool:
        """reports hears of the form and its rule set by event."""
        return (await staff.http.post("/periods", json=opened)).is_success

    await eventually(known_to_reports)
    return dict(published)


def report_of(form: str, inn: str) -> bytes:
    period = quarter(1)
    return (
        f'<ОКУД{form}_1_0 xmlns="http://www.it.ru/Schemas/Avior/МФО/OKUD{form}_1_0/1.0/1"><Год>{period.end.year}</Год>'
        f"<ОтчетныйКвартал><Код>{period.number}</Код></ОтчетныйКвартал>"
        f"<Отчетность><ИНН>{inn}</ИНН><Сумма>5</Сумма></Отчетность></ОКУД{form}_1_0>"
    ).encode()


async def suspended(person: Cabinet, form: str) -> list[dict[str, Any]]:
    return list((await person.get("/suspended-triggers", form=form))["items"])


async def test_it_switches_itself_off_and_the_report_turns_green(
    staff: Cabinet, desk: Desk, form: str, rule_set: dict[str, Any]
) -> None:
    report = await desk.report(ago=1, form=form)
    first = await desk.upload(report, report_of(form, desk.inn))

    async def green() -> dict[str, Any] | None:
        found = await desk.cabinet.submission(first["id"])
        return found if found["status"] == "accepted" else None

    mended = await eventually(green, seconds=60)
    assert mended is not None
    # The verdict that was given first is kept beside: it was the rule that could not be told, not the file.
    told = {verdict["status"]: verdict for verdict in mended["verdicts"]}
    assert [(reason["code"], reason["cause"]) for reason in told["check_failed"]["reasons"]] == [
        ("parameter_missing", "rule")
    ]
    assert told["accepted"]["counts"]["not_applicable"] == 1


async def test_the_list_that_everybody_may_see_names_it_and_says_why(
    stack: Stack, staff: Cabinet, form: str, rule_set: dict[str, Any]
) -> None:
    async with signed_in(stack, SECOND) as another:
        [off] = await suspended(another, form)
        everywhere = [one["code"] for one in (await another.get("/suspended-triggers"))["items"]]
    assert (off["code"], off["title"], off["reason"]) == (CODE, BROKEN["title"], REASON)
    assert (off["form_title"], off["rule_set_version"], CODE in everywhere) == ("Справка о сумме", "1", True)
    assert CODE not in [one["code"] for one in await suspended(staff, "0420846")]


async def test_the_methodologist_has_a_notice_and_the_health_of_the_trigger_shows_it(
    staff: Cabinet, form: str, rule_set: dict[str, Any]
) -> None:
    async def told() -> dict[str, Any] | None:
        notices = (await staff.get("/notices", limit=50))["items"]
        return next((one for one in notices if one["kind"] == "trigger_suspended" and form in one["text"]), None)

    notice = await eventually(told)
    assert notice is not None
    assert notice["title"] == f"[Триггер выключен] {CODE}: Справка о сумме"
    assert REASON in notice["text"]
    assert notice["path"] == "/suspended-triggers"
    days = {"since": quarter(2).start.isoformat(), "until": "2100-01-01"}
    health = {one["code"]: one for one in (await staff.get(f"/forms/{form}/trigger-health", **days))["triggers"]}
    assert (health[CODE]["not_evaluable_rule"], health[CODE]["suspended"]) == (1, True)
    assert not health["С-01"]["suspended"]
