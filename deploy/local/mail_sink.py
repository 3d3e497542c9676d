"""`python -m deploy.local.mail_sink HOST PORT FOLDER`: an SMTP server that keeps each message as one `.eml` file."""

import asyncio
import signal
import sys
import time
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keep:
    """Writes what comes in. The name sorts by time of arrival; a half-written message never has the suffix `.eml`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by aiosmtpd with a whole message."""
        content = envelope.original_content or b""
        recipients = "".join(f"X-RcptTo: {recipient}\r\n" for recipient in envelope.rcpt_tos)
        path = self._folder / f"{time.time_ns()}-{next(self._numbers):04d}.eml"
        partial = path.with_suffix(".part")
        partial.write_bytes(recipients.encode() + content)
        partial.replace(path)
        return "250 OK"


async def serve(host: str, port: int, folder: Path) -> None:
    """Serve until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    keep = Keep(folder)
    server = await loop.create_server(lambda: SMTP(keep, enable_SMTPUTF8=True, loop=loop), host, port)
    async with server:
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
