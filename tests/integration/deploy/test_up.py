"""`make up` and its companions on the whole product: side by side, after a kill of everything, with more workers."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import nats as nats_client
import psutil
import pytest

from deploy.local.files import read_json
from deploy.local.probes import http_status
from deploy.local.servers.nats import ADMIN
from deploy.local.settings import PROJECT
from deploy.local.stale import MARK
from tests.product import Stack, running_stack
from tests.stack import wait_until


@pytest.fixture(scope="module")
def second(stack: Stack) -> Iterator[Stack]:
    """Another copy beside the shared one, which would like the very port that the first has."""
    with running_stack(http_port=stack.http_port) as started:
        yield started


def command(stack: Stack, *words: str) -> str:
    environment = {**os.environ, "KABINET_DATA_DIR": str(stack.data_dir), "KABINET_HTTP_PORT": str(stack.http_port)}
    done = subprocess.run(
        [sys.executable, "-m", "deploy.local", *words],
        env=environment, cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def processes_of(data_dir: Path) -> list[psutil.Process]:
    """Every process that was started for this data folder and lives."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(data_dir) or str(data_dir) in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def sign_in(stack: Stack, email: str) -> int:
    body = {"email": email, "password": stack.accounts[email]}
    return httpx.post(f"{stack.base_url}/api/v1/session", json=body).status_code


def test_everything_is_ready_when_up_says_so(stack: Stack) -> None:
    assert httpx.get(f"{stack.base_url}/readyz").status_code == 200
    assert {process.state for process in stack.processes()} == {"running"}


def test_every_demo_account_can_sign_in(stack: Stack) -> None:
    assert [sign_in(stack, email) for email in stack.accounts] == [200] * 4


def test_two_copies_run_side_by_side_on_different_ports(stack: Stack, second: Stack) -> None:
    ours, theirs = (json.loads((s.data_dir / "endpoints.json").read_text()) for s in (stack, second))
    assert not set(ours.values()) & set(theirs.values())
    assert [httpx.get(f"{s.base_url}/readyz").status_code for s in (stack, second)] == [200, 200]
    # A session of one copy is nothing to the other: their people are different.
    email = "member@demo.kabinet.example"
    body = {"email": email, "password": stack.accounts[email]}
    assert httpx.post(f"{second.base_url}/api/v1/session", json=body).status_code == 401


def test_a_second_start_in_the_same_folder_is_refused(second: Stack) -> None:
    assert "in use by a running copy" in command(second, "up")
    assert httpx.get(f"{second.base_url}/readyz").status_code == 200


def test_a_worker_is_added_and_taken_away_while_everything_runs(second: Stack) -> None:
    assert command(second, "worker") == "Workers: 3.\n"
    assert second.workers() == ["worker-1", "worker-2", "worker-3"]
    assert command(second, "worker", "--number", "2") == "Workers: 2.\n"
    assert second.workers() == ["worker-1", "worker-2"]


def test_a_killed_service_comes_back(second: Stack) -> None:
    second.kill_and_wait("members")
    assert second.process("members").restarts >= 1
    assert sign_in(second, "staff@demo.kabinet.example") == 200


def test_status_names_processes_queue_and_dead_letters(second: Stack) -> None:
    shown = command(second, "status")
    for name in ("postgres", "nats", "s3", "smtp", "auth", "reports", "worker-1", "gateway"):
        assert re.search(rf"^{name} +running +\d+ .* yes$", shown, re.MULTILINE), shown
    assert re.search(r"^queue: \d+ waiting, \d+ in work$", shown, re.MULTILINE)
    assert re.search(r"^dead letters: \d+$", shown, re.MULTILINE)


async def test_status_shows_the_newest_dead_letters(second: Stack) -> None:
    nats = second.installation.nats
    client = await nats_client.connect(nats.url, nkeys_seed_str=nats.seeds[ADMIN])
    await client.jetstream().publish("dead.reports.of_this_test", b"{}")
    await client.close()
    shown = await asyncio.to_thread(command, second, "status")
    assert re.search(r"^dead letters: 1\n  \S+.* dead\.reports\.of_this_test$", shown, re.MULTILINE), shown


def test_it_starts_again_after_a_kill_of_everything(second: Stack) -> None:
    accounts, reports = second.accounts, _reports(second)
    second.kill_everything()
    second.start()
    assert second.accounts == accounts
    assert _reports(second) == reports


def test_leftovers_of_a_killed_supervisor_are_ended_by_the_next_start(second: Stack) -> None:
    second.kill_everything()
    environment = {**os.environ, MARK: str(second.data_dir)}
    orphan = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], env=environment)
    second.start()
    assert orphan.wait(timeout=5) != 0


def test_down_leaves_no_process_behind(second: Stack) -> None:
    address = second.installation.http_port
    assert command(second, "down") == "Stopped.\n"
    wait_until(lambda: not processes_of(second.data_dir), what="the end of every process")
    assert http_status(address, "/healthz") == 0
    assert read_json(second.data_dir / "supervisor.json")["ready"] is False
    assert command(second, "down") == "Nothing was running.\n"


def _reports(stack: Stack) -> list[tuple[str, str, int]]:
    staff = "staff@demo.kabinet.example"
    with httpx.Client(base_url=f"{stack.base_url}/api/v1") as client:
        client.post("/session", json={"email": staff, "password": stack.accounts[staff]}).raise_for_status()
        items = client.get("/reports", params={"limit": 200}).json()["items"]
    return sorted((item["id"], item["reporting_date"], item["submissions_count"]) for item in items)
