"""`python -m chassis.dead_letters list | replay N [N ...] | replay all`, as the NATS user `operator`."""

import argparse
import asyncio
import sys

from chassis.bus.dead_letters import DeadLetters, dead_letters
from chassis.settings import ServiceSettings

_SHOWN = 200


async def _list(letters: DeadLetters) -> int:
    for letter in await letters.newest(_SHOWN):
        print(f"{letter.sequence}\t{letter.at}\t{letter.consumer}\t{letter.subject}\t{letter.reason}")
    print(f"{await letters.count()} dead letters")
    return 0


async def _replay(letters: DeadLetters, wanted: list[str]) -> int:
    if wanted == ["all"]:
        chosen = await letters.newest(await letters.count())
    else:
        chosen = [letter for n in wanted if (letter := await letters.get(int(n)))]
    for letter in reversed(chosen):
        await letters.replay(letter)
        print(f"{letter.sequence} went back to {letter.subject}")
    return 0 if chosen else 1


async def _run(arguments: argparse.Namespace) -> int:
    async with dead_letters(ServiceSettings()) as letters:
        if arguments.command == "replay":
            return await _replay(letters, arguments.letters)
        return await _list(letters)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m chassis.dead_letters", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="the newest first")
    commands.add_parser("replay", help="send letters back").add_argument("letters", nargs="+", help="numbers, or all")
    return asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
