"""A trigger is written, tried, published through the interface, judges a member's report, and is retired again."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from tests.cabinet import STAFF, Cabinet, signed_in
from tests.e2e.desk import Desk, desk_of, quarter
from tests.product import Stack
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

TRIGGER = {
    "code": "С-01",
    "title": "Сумма не меньше ста",
    "formula": "Отчетность.Сумма >= 100",
    "message": "Сумма {левая} меньше {правая}.",
    "hint": "Проверьте сумму.",
}


@dataclass(frozen=True)
class Methodologist:
    """Staff at work on a form of their own, so that no other form's rules change; and a member that hands it in."""

    staff: Cabinet
    desk: Desk
    form: str

    def file(self, amount: int) -> bytes:
        end = quarter(1).end
        number = end.month // 3
        return (
            f'<ОКУД{self.form} xmlns="http://www.it.ru/Schemas/Avior/МФО/OKUD{self.form}/1.0/1"><Год>{end.year}</Год>'
            f"<ОтчетныйКвартал><Описание>{number} квартал</Описание></ОтчетныйКвартал><Отчетность>"
            f"<ИНН>{self.desk.inn}</ИНН><Сумма>{amount}</Сумма></Отчетность></ОКУД{self.form}>"
        ).encode()

    async def step(self, rule_set: Mapping[str, Any], name: str, **body: Any) -> httpx.Response:
        seen = {"If-Match": f'"{rule_set["revision"]}"'}
        return await self.staff.http.post(f"/rule-sets/{rule_set['id']}/{name}", json=body, headers=seen)

    async def draft(self) -> dict[str, Any]:
        """A draft with the trigger, saved with a reason."""
        begun = await self.staff.post(f"/forms/{self.form}/rule-sets", {})
        body = {"rules": {"version": "первая", "triggers": [TRIGGER]}, "reason": "новая проверка"}
        answer = await self.staff.http.put(f"/rule-sets/{begun['id']}", json=body, headers={"If-Match": '"1"'})
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def tried(self, draft: Mapping[str, Any]) -> dict[str, Any]:
        """The back-test of a draft, once it is finished."""
        begun = await self.staff.post(f"/rule-sets/{draft['id']}/backtest")

        async def look() -> dict[str, Any] | None:
            trial = await self.staff.get(f"/trials/{begun['id']}")
            return dict(trial) if trial["state"] == "finished" else None

        return await eventually(look, seconds=60)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def work(stack: Stack) -> AsyncIterator[Methodologist]:
    form = f"0{uuid4().int % 1_000_000:06}"
    content = {
        "title": "Справка о сумме",
        "root": f"^ОКУД{form}$",
        "period": {"kind": "quarter", "year": "Год", "part": "ОтчетныйКвартал.Описание"},
        "inn": "Отчетность.ИНН",
        "due": {"days": 10, "unit": "working"},
        "elements": [
            {"path": "Год"},
            {"path": "ОтчетныйКвартал.Описание"},
            {"path": "Отчетность.ИНН"},
            {"path": "Отчетность.Сумма", "type": "number", "label": "Сумма за период"},
        ],
    }
    async with signed_in(stack, STAFF) as staff, desk_of(stack) as desk:
        draft = await staff.post("/forms", {"code": form, "content": content})
        answer = await staff.http.post(
            f"/forms/{form}/draft/publish", json={"why": "новая"}, headers={"If-Match": f'"{draft["revision"]}"'}
        )
        assert answer.is_success, answer.text
        period = quarter(1)
        opened = {"form": form, "kind": "quarter", "year": period.end.year, "number": period.number}
        await eventually(lambda: _opened(staff, opened))
        yield Methodologist(staff, desk, form)


async def _opened(staff: Cabinet, period: Mapping[str, Any]) -> bool:
    """Reports learn of a new form by its event."""
    return (await staff.http.post("/periods", json=period)).is_success


async def test_a_trigger_judges_reports_from_its_publication_until_it_is_retired(work: Methodologist) -> None:
    report = await work.desk.report(ago=1, form=work.form)
    unjudged = await work.desk.upload(report, work.file(5))
    assert [reason["code"] for reason in unjudged["verdict"]["reasons"]] == ["no_rule_set"]

    draft = await work.draft()
    start = quarter(1).end.isoformat()
    publication = {"effective_from": start, "reason": "утверждено"}
    refused = await work.step(draft, "publish", **publication)
    assert (refused.status_code, refused.json()["code"]) == (409, "backtest_needed")
    trial = await work.tried(draft)
    assert [(one["code"], one["newly"]) for one in trial["triggers"]] == [("С-01", 1)]
    published = await work.step(draft, "publish", **publication)
    assert (published.status_code, published.json()["state"]) == (200, "published")

    judged = await _judged_by(work, report, "первая")
    assert (judged["status"], judged["verdict"]["rule_set"]["id"]) == ("accepted_with_errors", draft["id"])
    found = (await work.desk.findings(judged, outcome="fired"))["С-01"]
    assert (found["left"], found["right"], found["difference"]) == ("5", "100", "-95")
    assert [(cell["label"], cell["value"]) for cell in found["cells"]] == [("Сумма за период", "5")]
    assert found["message"] == "Сумма 5 меньше 100."
    assert (await work.desk.upload(report, work.file(100)))["status"] == "accepted"

    history = await work.staff.get(f"/rule-sets/{draft['id']}/history")
    assert [(act["act"], act["reason"]) for act in history["items"]] == [
        ("published", "утверждено"),
        ("saved", "новая проверка"),
        ("created", None),
    ]
    retired = await work.step(published.json(), "retire", reason="проверка больше не нужна")
    assert retired.json()["state"] == "retired"
    after = await _judged_by(work, report, None)
    assert [reason["code"] for reason in after["verdict"]["reasons"]] == ["no_rule_set"]


async def _judged_by(work: Methodologist, report: dict[str, Any], version: str | None) -> dict[str, Any]:
    """A verdict by that version, once reports have heard of it."""

    async def look() -> dict[str, Any] | None:
        judged = await work.desk.upload(report, work.file(5))
        rule_set = judged["verdict"]["rule_set"]
        return judged if (rule_set["version"] if rule_set else None) == version else None

    return await eventually(look, seconds=60)
