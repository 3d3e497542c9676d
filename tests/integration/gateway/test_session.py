"""Getting in, staying in, getting out."""

from uuid import uuid4

import httpx
import pytest

from contracts.auth import SESSION_REVOKED, SessionRevoked
from contracts.base import ById, Done
from contracts.messaging import READ_NOTICE
from tests.integration.gateway.cabinet import ADDRESS, PASSWORD, Cabinet


async def sign_in(cabinet: Cabinet, password: str = PASSWORD) -> httpx.Response:
    return await cabinet.http.post("/api/v1/session", json={"email": ADDRESS, "password": password})


async def test_signing_in_gives_a_cookie_that_scripts_cannot_read(cabinet: Cabinet) -> None:
    answer = await sign_in(cabinet)
    assert answer.status_code == 200
    assert answer.json()["person"]["email"] == ADDRESS
    cookie = answer.headers["set-cookie"].lower()
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "secure" not in cookie


async def test_a_signed_in_person_learns_who_they_are_and_may_write(cabinet: Cabinet) -> None:
    await cabinet.answers(READ_NOTICE, Done())
    opened = (await sign_in(cabinet)).json()
    me = (await cabinet.http.get("/api/v1/me")).json()
    assert me == opened
    headers = {"X-CSRF-Token": me["csrf_token"]}
    notice = uuid4()
    assert (await cabinet.http.post(f"/api/v1/notices/{notice}/read", headers=headers)).status_code == 204
    assert cabinet.asked == [ById(id=notice)]


async def test_a_wrong_password_is_refused_without_a_cookie(cabinet: Cabinet) -> None:
    answer = await sign_in(cabinet, "wrong")
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_credentials")
    assert "set-cookie" not in answer.headers


async def test_a_blocked_person_is_told_so(cabinet: Cabinet) -> None:
    cabinet.auth.blocked = True
    answer = await sign_in(cabinet)
    assert (answer.status_code, answer.json()["code"]) == (423, "blocked")


async def test_guessing_from_one_address_has_to_wait(cabinet: Cabinet) -> None:
    allowed = cabinet.platform.settings.sign_in_failures
    answers = [await sign_in(cabinet, "wrong") for _ in range(allowed + 1)]
    assert [answer.status_code for answer in answers] == [401] * allowed + [429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60


async def test_signing_out_ends_the_session_at_once(cabinet: Cabinet) -> None:
    me = (await sign_in(cabinet)).json()
    cookie = {"Cookie": f"kabinet_session={cabinet.http.cookies['kabinet_session']}"}
    left = await cabinet.http.delete("/api/v1/session", headers={"X-CSRF-Token": me["csrf_token"]})
    assert left.status_code == 204
    assert "kabinet_session" not in cabinet.http.cookies
    assert (await cabinet.http.get("/api/v1/me", headers=cookie)).status_code == 401


async def test_a_session_that_auth_revoked_is_over_at_once(cabinet: Cabinet) -> None:
    headers = cabinet.signed_in()
    me = (await cabinet.http.get("/api/v1/me", headers=headers)).json()
    async with cabinet.http.stream("GET", "/api/v1/live", headers=headers) as live:
        await cabinet.announces(SESSION_REVOKED, SessionRevoked(session_ids=(me["session_id"],)))
        assert "data" not in "".join([line async for line in live.aiter_lines()])
    answer = await cabinet.http.get("/api/v1/me", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_without_a_cookie_one_is_asked_to_sign_in(cabinet: Cabinet) -> None:
    answer = await cabinet.http.get("/api/v1/reports")
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_an_unknown_cookie_is_nobody(cabinet: Cabinet) -> None:
    answer = await cabinet.http.get("/api/v1/me", headers={"Cookie": "kabinet_session=forged"})
    assert answer.status_code == 401


async def test_auth_is_asked_once_for_many_calls(cabinet: Cabinet) -> None:
    headers = cabinet.signed_in()
    for _ in range(5):
        await cabinet.http.get("/api/v1/me", headers=headers)
    assert cabinet.auth.resolved == 1


@pytest.mark.parametrize("token", ["", "0" * 64])
async def test_a_write_without_the_right_csrf_value_is_refused(cabinet: Cabinet, token: str) -> None:
    headers = cabinet.signed_in() | {"X-CSRF-Token": token}
    answer = await cabinet.http.post(f"/api/v1/notices/{uuid4()}/read", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert cabinet.asked == []


async def test_the_value_of_another_session_does_not_help(cabinet: Cabinet) -> None:
    headers = cabinet.signed_in() | {"X-CSRF-Token": cabinet.signed_in()["X-CSRF-Token"]}
    assert (await cabinet.http.delete("/api/v1/session", headers=headers)).json()["code"] == "csrf"


async def test_a_form_of_another_site_cannot_sign_anybody_in(cabinet: Cabinet) -> None:
    content = f'{{"email": "{ADDRESS}", "password": "{PASSWORD}"}}'
    answer = await cabinet.http.post("/api/v1/session", content=content, headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
