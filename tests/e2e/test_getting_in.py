"""The way in, as people go it: a request, the SRO's yes, a mail, an own password, a colleague, and out again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx
import pytest

from chassis import clock
from tests.cabinet import SECOND, STAFF, Cabinet, signed_in
from tests.mailbox import links_to, mails_to, text_of
from tests.organisations import new_member
from tests.product import Stack
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")
PASSWORD = "Пять зеленых холмов 7"
NAME = "Олег Новиков"


def mail_folder(stack: Stack) -> Path:
    return stack.installation.mail.folder


async def newest_link(stack: Stack, email: str, *, mails: int = 1) -> str:
    """The secret of the last of so many mails."""

    async def look() -> list[str]:
        found = links_to(mail_folder(stack), email)
        return found if len(found) >= mails else []

    return (await eventually(look, seconds=30))[-1]


@asynccontextmanager
async def visitor(stack: Stack) -> AsyncIterator[Cabinet]:
    async with httpx.AsyncClient(base_url=f"{stack.base_url}/api/v1", timeout=30) as http:
        yield Cabinet(http)


@asynccontextmanager
async def person(stack: Stack, email: str) -> AsyncIterator[Cabinet]:
    """Somebody who signs in with `PASSWORD`."""
    async with visitor(stack) as cabinet:
        me = await cabinet.post("/session", {"email": email, "password": PASSWORD})
        cabinet.http.headers["X-CSRF-Token"] = me["csrf_token"]
        yield cabinet


async def accept(stack: Stack, secret: str) -> None:
    """As somebody new, after reading what is offered."""
    async with visitor(stack) as cabinet:
        path = f"/invitations/{secret}/accept"
        offered = await cabinet.get(path)
        await cabinet.post(path, {"name": NAME, "password": PASSWORD, **read(offered)})


def read(offered: dict[str, Any]) -> dict[str, Any]:
    """The rules of use, read where there are any."""
    return {"rules_version": offered["rules"]["version"] if offered["rules"] else None}


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, str(answer.json()["code"])


async def register(staff: Cabinet) -> dict[str, Any]:
    """A member of its own, included today: nothing of the demo changes."""
    today = clock.moscow_date(clock.now())
    return dict(await staff.post("/members", new_member(included_on=today).model_dump(mode="json")))


async def test_from_the_request_to_the_day_a_colleague_leaves(stack: Stack) -> None:
    email, second = f"{token_hex(6)}@example.org", f"{token_hex(6)}@example.org"
    async with signed_in(stack, STAFF) as staff, visitor(stack) as nobody:
        card = await register(staff)
        people = f"/members/{card['id']}/people"
        wish = {"inn": card["inn"], "organisation": "Берег", "name": NAME, "email": email}
        await nobody.post("/access-requests", wish)

        async def known() -> Any:
            """auth has heard of the new member, and of its term."""
            waiting = (await staff.get("/registrations"))["items"]
            return next((one for one in waiting if one["organisation"]["id"] == card["id"]), None)

        registration = await eventually(known)
        assert (registration["state"], registration["working_days_left"]) == ("waiting", 5)
        requests = (await staff.get("/access-requests"))["items"]
        [asked] = [one for one in requests if one["email"] == email]
        await staff.post(f"/access-requests/{asked['id']}/approve", {"role": "member_admin"})
        first = await newest_link(stack, email)
        pending = (await staff.get("/invitations", organisation=card["id"]))["items"]
        await staff.post(f"/invitations/{pending[0]['id']}/resend")
        secret = await newest_link(stack, email, mails=2)
        assert refusal(await nobody.http.get(f"/invitations/{first}/accept")) == (410, "invitation_over")
        [_, mail] = mails_to(mail_folder(stack), email)
        assert "[Приглашение]" in mail["Subject"]
        assert card["short_name"] in text_of(mail)
        await accept(stack, secret)

        async with person(stack, email) as admin:
            me = await admin.get("/me")
            assert (me["organisation"]["id"], me["roles"]) == (card["id"], ["member_admin"])
            assert (await admin.get(people))["registration"]["state"] == "in_time"
            await admin.post("/invitations", {"email": second, "name": "Ольга Зайцева"})
            await accept(stack, await newest_link(stack, second))
            async with person(stack, second) as colleague:
                own = (await colleague.get("/me"))["person"]["id"]
                assert len((await colleague.get(people))["items"]) == 2
                removed = await colleague.http.delete(f"{people}/{me['person']['id']}")
                assert refusal(removed) == (403, "forbidden")
                last = await admin.http.delete(f"{people}/{me['person']['id']}")
                assert refusal(last) == (409, "last_admin")
                assert (await admin.http.delete(f"{people}/{own}")).status_code == 204

                async def out() -> bool:
                    return (await colleague.http.get("/reports")).status_code == 401

                # The gateway hears of it by an event: a second is a hundred times what that takes.
                await eventually(out, seconds=1)
            again = await nobody.http.post("/session", json={"email": second, "password": PASSWORD})
            assert refusal(again) == (423, "blocked")
            excluded = {"grounds": "Решение тестов", "on": clock.moscow_date(clock.now()).isoformat()}
            await staff.post(f"/members/{card['id']}/exclude", excluded)
            await eventually(lambda: _is_out(admin), seconds=2)


async def _is_out(cabinet: Cabinet) -> bool:
    return (await cabinet.http.get("/me")).status_code == 401


async def test_one_person_acts_for_two_organisations_and_switches(stack: Stack) -> None:
    email = f"{token_hex(6)}@example.org"
    async with signed_in(stack, STAFF) as staff, signed_in(stack, SECOND) as second:
        two = (await second.get("/me"))["organisation"]
        await second.post("/invitations", {"email": email, "name": NAME})
        await accept(stack, await newest_link(stack, email))
        card = await register(staff)

        async def invited() -> bool:
            body = {"email": email, "name": NAME, "organisation_id": card["id"]}
            return (await staff.http.post("/invitations", json=body)).status_code == 201

        await eventually(invited)
        secret = await newest_link(stack, email, mails=2)
        async with person(stack, email) as cabinet:
            path = f"/invitations/{secret}/accept"
            offered = await cabinet.get(path)
            assert offered["signs_in"]
            await cabinet.post(path, read(offered))
            places = (await cabinet.get("/me"))["places"]
            assert {place["organisation"]["id"] for place in places} == {two["id"], card["id"]}
            me = await cabinet.post("/session/organisation", {"organisation_id": card["id"]})
            assert me["organisation"]["id"] == card["id"]
            # What still holds the page of before proves to come from there, and is refused.
            stale = await cabinet.http.post("/session/organisation", json={"organisation_id": two["id"]})
            assert refusal(stale) == (403, "csrf")
            cabinet.http.headers["X-CSRF-Token"] = me["csrf_token"]
            assert (await cabinet.get(f"/members/{card['id']}/people"))["organisation"]["id"] == card["id"]
            foreign = await cabinet.http.get(f"/members/{two['id']}/people")
            assert refusal(foreign) == (404, "not_found")
        excluded = {"grounds": "Решение тестов", "on": clock.moscow_date(clock.now()).isoformat()}
        await staff.post(f"/members/{card['id']}/exclude", excluded)
