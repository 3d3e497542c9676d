"""`kabinet-client` against the running product, as a member's program runs it."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deploy.local.settings import PROJECT
from tests.e2e.desk import desk_of
from tests.product import Stack

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass(frozen=True)
class Program:
    """The command line with an API key."""

    url: str
    key: str

    async def run(self, *arguments: object) -> tuple[int, list[Any]]:
        """Its exit status, and the objects that it printed."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(PROJECT / "client"),
            "KABINET_URL": self.url,
            "KABINET_API_KEY": self.key,
        }
        command = [sys.executable, "-m", "kabinet_client", *map(str, arguments)]
        process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
        said, _ = await process.communicate()
        lines = [line for line in said.decode().splitlines() if line.startswith("{")]
        return process.returncode or 0, [json.loads(line) for line in lines]


async def test_a_report_goes_in_once_and_its_verdict_and_files_come_back(stack: Stack, tmp_path: Path) -> None:
    async with desk_of(stack) as desk:
        report = await desk.report(ago=4)
        file = tmp_path / "отчет.xtdd"
        file.write_bytes(desk.sample(report, faults=["П-01"], seed=911))
        scopes = ["reports:read", "reports:write", "notices"]
        key = (await desk.cabinet.post("/api-keys", {"name": "Учетная система", "scopes": scopes}))["key"]
        program = Program(stack.base_url, key)

        # The cabinet finds the report; the same number of one's own is the same upload.
        code, [receipt, judged] = await program.run("upload", file, "--key", "док-17", "--wait", 60)
        assert (code, judged["status"], judged["registration_number"]) == (
            1,
            "accepted_with_errors",
            receipt["registration_number"],
        )
        code, [again] = await program.run("upload", file, "--report", report["id"], "--key", "док-17")
        assert (code, again["submission_id"]) == (0, receipt["submission_id"])

        submission = receipt["submission_id"]
        _, findings = await program.run("findings", submission)
        assert {found["code"] for found in findings if found["outcome"] == "fired"} == {"П-01"}
        _, [signed] = await program.run("receipt", submission)
        assert receipt["registration_number"] in signed["document"]
        for what, name in (("file", "back.xtdd"), ("findings.xlsx", "findings.xlsx")):
            code, _ = await program.run("download", submission, "--what", what, "-o", tmp_path / name)
            assert code == 0
        assert (tmp_path / "back.xtdd").read_bytes() == file.read_bytes()
        assert (tmp_path / "findings.xlsx").read_bytes().startswith(b"PK")
        _, owed = await program.run("reports", "--form", "0420846")
        assert report["id"] in {one["id"] for one in owed}


async def test_a_file_of_no_report_and_a_key_that_opens_nothing_are_refused(stack: Stack, tmp_path: Path) -> None:
    async with desk_of(stack) as desk:
        made = await desk.cabinet.post("/api-keys", {"name": "Чтение", "scopes": ["reports:read"]})
        report = await desk.report(ago=4)
        file = tmp_path / "a.xtdd"
        file.write_bytes(desk.sample(report))
        assert (await Program(stack.base_url, made["key"]).run("upload", file, "--report", report["id"]))[0] == 3
    assert (await Program(stack.base_url, "kab_nothing").run("reports"))[0] == 3
    assert (await Program("http://127.0.0.1:9", "kab_nothing").run("--give-up-after", 0, "reports"))[0] == 4
