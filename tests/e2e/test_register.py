"""The register over HTTP: out and in again, lists applied once, changes that reach other services."""

import csv
import io
from typing import Any

import pytest

from tests.cabinet import SECOND, STAFF, Cabinet, signed_in
from tests.product import Stack
from tests.registry_numbers import some_inn, some_ogrn
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

HEADING = "ИНН;ОГРН;Полное наименование;Краткое наименование;Вид;Дата включения;Телефон\r\n"


async def _send(staff: Cabinet, path: str, content: bytes, **query: Any) -> Any:
    answer = await staff.http.post(path, params=query, files={"file": ("Список.csv", content)})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_what_goes_out_comes_back_without_a_difference(stack: Stack) -> None:
    async with signed_in(stack, STAFF) as staff:
        for name in ("export.xlsx", "export.csv"):
            file = await staff.http.get(f"/members/{name}")
            assert "attachment" in file.headers["content-disposition"]
            plan = await _send(staff, "/members/import/preview", file.content)
            assert (plan["rows"], plan["ignored"]) == ([], [])
            assert plan["counts"]["same"] >= 3
        narrowed = (await staff.http.get("/members/export.csv", params={"search": "северного берега"})).text
        rows = list(csv.DictReader(io.StringIO(narrowed.removeprefix("\ufeff")), delimiter=";"))
        assert [row["ИНН"] for row in rows] == ["7812345675"]


async def test_a_list_is_applied_once_and_faults_are_told_in_the_readers_language(stack: Stack) -> None:
    inn = some_inn()
    row = f"{inn};{some_ogrn()};ООО «Сквозная»;Сквозная;МКК;12.03.2019;+7 495 000-00-00\r\n77;;;;;;\r\n"
    content = (HEADING + row).encode("cp1251")
    async with signed_in(stack, STAFF) as staff:
        plan = await _send(staff, "/members/import/preview", content)
        assert plan["counts"] == {"new": 1, "changed": 0, "same": 0, "wrong": 1}
        staff.http.headers["Accept-Language"] = "en"
        english = await _send(staff, "/members/import/preview", content)
        assert english["rows"][0]["problems"][0]["detail"] == "An organisation's ИНН has 10 digits."
        options = {"plan": plan["plan"], "grounds": "Протокол № 7"}
        results = [await _send(staff, "/members/import", content, **options) for _ in range(2)]
        assert [result["repeated"] for result in results] == [False, True]
        [entered] = (await staff.get("/members", search=inn))["items"]
        history = (await staff.get(f"/members/{entered['id']}/history"))["items"]
        assert [(entry["act"], entry["grounds"]) for entry in history] == [("imported", "Протокол № 7")]
        other = await staff.http.post("/members/import", params=options, files={"file": ("a.csv", content + b"\r\n")})
        assert (other.status_code, other.json()["code"]) == (409, "import_changed")


async def test_a_confirmed_change_of_the_name_reaches_the_reports(stack: Stack) -> None:
    async with signed_in(stack, SECOND) as member, signed_in(stack, STAFF) as staff:
        own = (await member.get("/me"))["organisation"]["id"]
        before = await member.get(f"/members/{own}")
        await _changed(member, staff, before, "ООО МКК «Новый берег»")
        await eventually(lambda: _named(staff, own, "ООО МКК «Новый берег»"))
        await _changed(member, staff, await member.get(f"/members/{own}"), before["short_name"])
        await eventually(lambda: _named(staff, own, before["short_name"]))
        entry = (await member.get(f"/members/{own}/history"))["items"][0]
        assert (entry["act"], entry["by"], entry["by_sro"]) == ("requested", None, True)


async def _changed(member: Cabinet, staff: Cabinet, card: dict[str, Any], name: str) -> None:
    wanted = {**card, "short_name": name}
    stale = await member.http.post("/card-changes", json=wanted, headers={"If-Match": '"0"'})
    assert stale.status_code == 412
    seen = {"If-Match": f'"{card["revision"]}"'}
    asked = await member.http.post("/card-changes", json=wanted, headers=seen)
    assert asked.status_code == 201, asked.text
    await staff.post(f"/card-changes/{asked.json()['id']}/answer", {"outcome": "accepted"})


async def _named(staff: Cabinet, member: str, name: str) -> bool:
    return {report["member"]["name"] for report in await staff.reports(member=member)} == {name}
