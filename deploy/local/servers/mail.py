"""The mail sink: takes every message and writes it to a folder as `.eml`; nothing leaves the machine."""

import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.local.ports import LOOPBACK
from deploy.local.probes import listens
from deploy.local.programs import Program


@dataclass(frozen=True)
class MailSink:
    """An SMTP server without passwords on loopback."""

    folder: Path
    port: int
    host: str = LOOPBACK
    name: str = "smtp"

    def program(self) -> Program:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        command = (sys.executable, "-m", "deploy.local.mail_sink", self.host, str(self.port), str(self.folder))
        return Program(name=self.name, command=command, ready=listens(self.port))
