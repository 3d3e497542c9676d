"""The members' client against a scripted server: what is tried again, what is not, and what never comes by half."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from kabinet_client import Client, DamagedError, RefusedError, StillCheckingError, UnreachableError
from kabinet_client.retrying import Patience

CONTENT = b"<report/>"
SHA = hashlib.sha256(CONTENT).hexdigest()
RECEIPT = {
    "submission_id": "s-1",
    "registration_number": "Т-1",
    "received_at": "2026-11-25T10:00:00Z",
    "deemed_received_on": "2026-11-26",
    "sha256": SHA,
}
Answer = httpx.Response | Exception


class Server:
    """Answers in turn; remembers what it was asked. Time passes only where the client sleeps."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []
        self.slept: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self) -> Client:
        patience = Patience(total=60, sleep=self.slept.append, now=lambda: sum(self.slept))
        return Client("http://cabinet.example/", "kab_1", patience=patience, transport=httpx.MockTransport(self))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "отчет.xtdd"
    path.write_bytes(CONTENT)
    return path


def test_all_tries_of_an_upload_carry_the_whole_file_and_one_key(file: Path) -> None:
    server = Server(httpx.ConnectError("no"), httpx.Response(503), httpx.Response(202, json=RECEIPT))
    assert server.client().upload("r-1", file).registration_number == "Т-1"
    assert [request.content for request in server.asked] == [CONTENT] * 3
    assert len({request.headers["Idempotency-Key"] for request in server.asked}) == 1
    assert server.asked[0].headers["Authorization"] == "Bearer kab_1"
    assert server.asked[0].url.params["filename"] == "отчет.xtdd"


def test_a_key_of_ones_own_is_sent(file: Path) -> None:
    server = Server(*(httpx.Response(202, json=RECEIPT) for _ in range(3)))
    for key in ("doc-17", "док-17", "док-17"):
        server.client().upload("r-1", file, key=key)
    plain, first, again = (request.headers["Idempotency-Key"] for request in server.asked)
    assert (plain, first) == ("doc-17", again)
    assert first.isascii()


def test_a_refusal_is_told_by_its_code_and_not_tried_again(file: Path) -> None:
    problem = {"code": "wrong_period", "title": "Файл за другой период", "detail": "Исправьте."}
    server = Server(httpx.Response(409, json=problem))
    with pytest.raises(RefusedError, match="wrong_period") as refused:
        server.client().upload("r-1", file)
    assert (refused.value.status, refused.value.problem) == (409, problem)
    assert server.slept == []


def test_the_server_is_given_the_time_that_it_asks_for() -> None:
    server = Server(
        httpx.Response(429, headers={"Retry-After": "7"}), httpx.Response(200, json={"items": [], "next": None})
    )
    assert list(server.client().reports()) == []
    assert server.slept == [7]


def test_patience_ends() -> None:
    server = Server(*(httpx.Response(503) for _ in range(50)))
    with pytest.raises(UnreachableError, match="503"):
        list(server.client().notices())
    assert sum(server.slept) <= 60


def test_other_bytes_than_were_sent_are_an_error(file: Path) -> None:
    server = Server(httpx.Response(202, json={**RECEIPT, "sha256": "0" * 64}))
    with pytest.raises(DamagedError):
        server.client().upload("r-1", file)


def test_lists_are_followed_to_their_end() -> None:
    def notice(id: str) -> dict[str, Any]:
        return {"id": id, "title": "Принят", "created_at": "2026-11-25T10:00:00Z"}

    server = Server(
        httpx.Response(200, json={"items": [notice("1")], "next": "c"}),
        httpx.Response(200, json={"items": [notice("2")], "next": None}),
    )
    assert [found.id for found in server.client().notices()] == ["1", "2"]
    assert server.asked[1].url.params["cursor"] == "c"


def submission(status: str, sha256: str = SHA) -> httpx.Response:
    names = ("id", "status_label", "registration_number", "file_name")
    return httpx.Response(200, json={**dict.fromkeys(names, "x"), "status": status, "sha256": sha256})


def test_a_verdict_is_waited_for_and_not_for_ever() -> None:
    server = Server(submission("checking"), submission("accepted"))
    assert server.client().wait("s-1").status == "accepted"
    server = Server(*(submission("checking") for _ in range(20)))
    with pytest.raises(StillCheckingError):
        server.client().wait("s-1", seconds=5)


def test_a_download_takes_its_name_only_when_all_of_it_is_right(tmp_path: Path) -> None:
    target = tmp_path / "report.xtdd"
    target.write_bytes(b"before")
    server = Server(httpx.Response(200, content=CONTENT), submission("accepted", "0" * 64))
    with pytest.raises(DamagedError):
        server.client().download("s-1", target)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("report.xtdd", b"before")]
    server = Server(httpx.Response(200, content=CONTENT), submission("accepted"))
    assert server.client().download("s-1", target).read_bytes() == CONTENT
    assert len(list(tmp_path.iterdir())) == 1


def test_the_command_line_says_json_and_ends_by_the_verdict(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kabinet_client import __main__ as command_line

    def answered(status: str) -> Callable[..., Client]:
        judged = {"id": "s-1", "status": status, "status_label": "…", "registration_number": "Т-1", "verdict": None}
        fits = {"report_id": "r-1", "period_label": "III квартал"}
        whole = {**judged, "sha256": SHA, "file_name": file.name}
        server = Server(*(httpx.Response(200, json=body) for body in (fits, RECEIPT, whole)))
        return lambda *_, **__: server.client()

    monkeypatch.setenv("KABINET_URL", "http://cabinet.example")
    monkeypatch.setenv("KABINET_API_KEY", "kab_1")
    for status, code in (("accepted", 0), ("accepted_with_errors", 1), ("check_failed", 2)):
        monkeypatch.setattr(command_line, "Client", answered(status))
        assert command_line.main(["upload", str(file), "--wait", "5"]) == code
        receipt, judged = map(json.loads, capsys.readouterr().out.splitlines())
        assert (receipt["registration_number"], judged["status"]) == ("Т-1", status)
    monkeypatch.delenv("KABINET_API_KEY")
    assert command_line.main(["reports"]) == command_line.REFUSED
