"""Commands: the chain is verified, a person is erased, roots are printed to be kept elsewhere. They need no bus."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from chassis import logs
from chassis.database import Database
from chassis.reach import EVERYTHING
from chassis.storage import Storage
from contracts.journal import RootWritten
from services.journal.bootstrap import key_of
from services.journal.domain.roots import Root
from services.journal.repository import walking
from services.journal.settings import Settings
from services.journal.usecases import erasing, verifying
from services.journal.usecases.erasing import NothingToEraseError, Wish
from services.journal.usecases.roots import Outside, kept_outside, told_of
from services.journal.usecases.verifying import Report


def verify(arguments: list[str]) -> int:
    """Walk the whole chain; name the first row that was altered, removed, inserted, moved or cut off (exit 1).

    Roots are taken from the database, from the object store, and from files of `roots` that were kept elsewhere.
    """
    parser = argparse.ArgumentParser("python -m services.journal verify", description=verify.__doc__)
    parser.add_argument("--roots", type=Path, action="append", default=[], help="a file that `roots` printed")
    parser.add_argument("--without-store", action="store_true", help="do not ask the object store")
    chosen = parser.parse_args(arguments)

    async def work(settings: Settings, database: Database) -> int:
        outside = [one for file in chosen.roots for one in _read(file)]
        if not chosen.without_store:
            outside += await _stored(settings)
        async with database.snapshot(EVERYTHING) as session:
            report = await verifying.verify(session, key_of(settings), outside)
        _say(report, len(outside))
        return 1 if report.finding else 0

    return _run(work)


def erase(arguments: list[str]) -> int:
    """Erase the personal data of one person; the chain goes on to verify. The ground is shown in their place."""
    parser = argparse.ArgumentParser("python -m services.journal erase", description=erase.__doc__)
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--person", metavar="UUID", help="the id of a person")
    whom.add_argument("--account", metavar="HASH", help="what stands in place of an address that nobody has")
    parser.add_argument("--ground", required=True, help="the request and its date; no personal data")
    parser.add_argument("--by", required=True, help="who decided")
    chosen = parser.parse_args(arguments)
    kind, id = ("person", chosen.person) if chosen.person else ("account", chosen.account)

    async def work(settings: Settings, database: Database) -> int:
        try:
            async with database.transaction(EVERYTHING) as uow:
                wish = Wish(kind, id, chosen.ground, chosen.by)
                number, touched = await erasing.erase(uow, wish, key_of(settings))
        except NothingToEraseError:
            print("The journal knows nothing of them.", file=sys.stderr)
            return 1
        print(f"Erased in {touched} rows, by act {number}.")
        return 0

    return _run(work)


def roots(arguments: list[str]) -> int:
    """Print the daily roots, one JSON object a line: to be kept where nobody can change both."""
    argparse.ArgumentParser("python -m services.journal roots", description=roots.__doc__).parse_args(arguments)

    async def work(settings: Settings, database: Database) -> int:
        async with database.snapshot(EVERYTHING) as session:
            _print([root for root, _ in await walking.roots(session)])
        return 0

    return _run(work)


COMMANDS: dict[str, Callable[[list[str]], int]] = {"verify": verify, "erase": erase, "roots": roots}


def _print(found: Sequence[Root]) -> None:
    for root in found:
        print(told_of(root).model_dump_json())


def _read(file: Path) -> list[Outside]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Outside(RootWritten.model_validate_json(line), str(file)) for line in lines if line.strip()]


async def _stored(settings: Settings) -> list[Outside]:
    storage = Storage(settings)
    try:
        return await kept_outside(storage)
    finally:
        storage.close()


def _say(report: Report, outside: int) -> None:
    if report.finding is not None:
        print(f"The journal does not hold. {report.finding}.")
        print(f"Rows before it: {report.rows}, all as they were written.")
        return
    print(f"The journal holds: {report.rows} rows, {report.roots} roots, {outside} roots kept outside.")
    print(f"Last hash: {report.last_hash.hex()}")


def _run(work: Callable[[Settings, Database], Awaitable[int]]) -> int:
    async def run() -> int:
        settings = Settings()
        logs.configure("journal", "WARNING")
        database = Database(settings.database_url, pool_size=1)
        try:
            return await work(settings, database)
        finally:
            await database.close()

    return asyncio.run(run())
