"""Commands: people are created and blocked from the command line. They need the database only, not the bus."""

import argparse
import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable
from uuid import UUID

from chassis.database import Database, UnitOfWork
from chassis.reach import EVERYTHING
from contracts.roles import Role
from services.auth.bootstrap import passwords_of
from services.auth.domain.people import PersonError, check_email, check_password, check_roles, normalise_email
from services.auth.settings import Settings
from services.auth.usecases import people
from services.auth.usecases.people import NewPerson

Work = Callable[[Database], Awaitable[UUID]]


def create_person(arguments: list[str]) -> int:
    """Create a person, the password being read from standard input; print the id.

    A person who has this address already is left as it is, and its id printed.
    """
    parser = argparse.ArgumentParser("python -m services.auth create-person", description=create_person.__doc__)
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--role", required=True, action="append", type=Role, choices=list(Role), dest="roles")
    parser.add_argument("--organisation", type=UUID, help="the member organisation of a member role")
    chosen = parser.parse_args(arguments)

    async def work(database: Database) -> UUID:
        email = normalise_email(chosen.email)
        check_email(email)
        check_roles(chosen.roles, chosen.organisation)
        password = _read_password()
        check_password(password)
        async with database.transaction(EVERYTHING) as uow:
            existing = await people.id_by_email(uow, email)
        if existing is not None:
            return existing
        encoded = await passwords_of(Settings()).hash(password)
        async with database.transaction(EVERYTHING) as uow:
            return await people.create(
                uow, NewPerson(email, chosen.name, tuple(chosen.roles), chosen.organisation, encoded)
            )

    return _run(work)


def block_person(arguments: list[str]) -> int:
    """Close a person's account and end every session; print the id."""
    parser = argparse.ArgumentParser("python -m services.auth block-person", description=block_person.__doc__)
    parser.add_argument("--email", required=True)
    parser.add_argument("--grounds", required=True)
    chosen = parser.parse_args(arguments)
    return _run(_in_transaction(lambda uow: people.block(uow, chosen.email, chosen.grounds)))


def unblock_person(arguments: list[str]) -> int:
    """Open a blocked account again; print the id."""
    parser = argparse.ArgumentParser("python -m services.auth unblock-person", description=unblock_person.__doc__)
    parser.add_argument("--email", required=True)
    chosen = parser.parse_args(arguments)
    return _run(_in_transaction(lambda uow: people.unblock(uow, chosen.email)))


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "create-person": create_person,
    "block-person": block_person,
    "unblock-person": unblock_person,
}


def _in_transaction(use_case: Callable[[UnitOfWork], Awaitable[UUID]]) -> Work:
    async def work(database: Database) -> UUID:
        async with database.transaction(EVERYTHING) as uow:
            return await use_case(uow)

    return work


def _run(work: Work) -> int:
    """Do the work on a small pool of its own; what is wrong with the arguments is told without a trace."""

    async def run() -> UUID:
        database = Database(Settings().database_url, pool_size=1)
        try:
            return await work(database)
        finally:
            await database.close()

    try:
        print(asyncio.run(run()))
    except PersonError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _read_password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\r\n")
