"""`kabinet-client`: the command line. Settings come from the environment, for a key has no place in a command line."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kabinet_client.client import Client
from kabinet_client.errors import ClientError, RefusedError
from kabinet_client.models import ACCEPTED, ACCEPTED_WITH_ERRORS, Submission
from kabinet_client.retrying import Patience

# As `services.validator check` ends: accepted, with errors, could not be checked; then refused, and come again later.
VERDICTS = {ACCEPTED: 0, ACCEPTED_WITH_ERRORS: 1}
NOT_CHECKED, REFUSED, LATER = 2, 3, 4
DOWNLOADS = ("file", "findings.xlsx", "findings.csv", "findings.pdf", "findings.json")

Command = Callable[[Client, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what it prints is JSON, one object a line."""
    chosen = _parser().parse_args(arguments)
    url, key = os.environ.get("KABINET_URL", ""), os.environ.get("KABINET_API_KEY", "")
    if not url or not key:
        print("Set KABINET_URL and KABINET_API_KEY.", file=sys.stderr)
        return REFUSED
    run: Command = chosen.run
    try:
        patience = Patience(total=chosen.give_up_after)
        with Client(url, key, language=chosen.language, patience=patience) as client:
            return run(client, chosen)
    except RefusedError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except (ClientError, OSError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return LATER


def reports(client: Client, chosen: argparse.Namespace) -> int:
    for report in client.reports(year=chosen.year, form=chosen.form, status=chosen.status):
        _say(report.raw)
    return 0


def upload(client: Client, chosen: argparse.Namespace) -> int:
    report_id = chosen.report or client.recognise(chosen.file).report_id
    if report_id is None:
        print(f"{chosen.file} fits none of your reports.", file=sys.stderr)
        return REFUSED
    receipt = client.upload(report_id, chosen.file, key=chosen.key)
    _say(receipt.raw)
    return _judged(client.wait(receipt.submission_id, seconds=chosen.wait)) if chosen.wait else 0


def wait(client: Client, chosen: argparse.Namespace) -> int:
    return _judged(client.wait(chosen.submission, seconds=chosen.seconds))


def findings(client: Client, chosen: argparse.Namespace) -> int:
    for finding in client.findings(chosen.submission):
        _say(finding.raw)
    return 0


def receipt(client: Client, chosen: argparse.Namespace) -> int:
    _say(client.receipt(chosen.submission))
    return 0


def download(client: Client, chosen: argparse.Namespace) -> int:
    print(client.download(chosen.submission, chosen.output, chosen.what))
    return 0


def notices(client: Client, chosen: argparse.Namespace) -> int:
    for notice in client.notices():
        _say(notice.raw)
    return 0


def _judged(submission: Submission) -> int:
    _say({name: submission.raw[name] for name in ("id", "status", "status_label", "registration_number", "verdict")})
    return VERDICTS.get(submission.status, NOT_CHECKED)


def _say(answer: Any) -> None:
    print(json.dumps(dict(answer), ensure_ascii=False), flush=True)


def _parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser("kabinet-client", description="Reports, verdicts and files of your organisation.")
    root.add_argument("--language", choices=("ru", "en"), default="ru")
    root.add_argument("--give-up-after", type=float, default=300, metavar="SECONDS", help="of trying again")
    verbs = root.add_subparsers(required=True)

    def verb(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=text)
        added.set_defaults(run=run)
        return added

    listed = verb("reports", reports, "what is owed")
    listed.add_argument("--year", type=int)
    listed.add_argument("--form")
    listed.add_argument("--status")
    sent = verb("upload", upload, "hand a file in; without --report the cabinet finds the report it fits")
    sent.add_argument("file", type=Path)
    sent.add_argument("--report", help="the id of a report")
    sent.add_argument("--key", help="an idempotency key: the same again is taken once")
    sent.add_argument("--wait", type=float, default=0, metavar="SECONDS", help="wait for the verdict")
    waited = verb("wait", wait, "wait for a verdict")
    waited.add_argument("submission")
    waited.add_argument("--seconds", type=float, default=600)
    saved = verb("download", download, "save the original, or the findings")
    saved.add_argument("submission")
    saved.add_argument("--what", choices=DOWNLOADS, default="file")
    saved.add_argument("-o", "--output", type=Path, required=True)
    for name, run, text in (
        ("findings", findings, "what the triggers found"),
        ("receipt", receipt, "the signed receipt"),
    ):
        verb(name, run, text).add_argument("submission")
    verb("notices", notices, "notices, newest first")
    return root


if __name__ == "__main__":
    sys.exit(main())
