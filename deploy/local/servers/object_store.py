"""The S3 store: `rclone serve s3` over a folder, a key pair per service, a folder per bucket."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.ports import LOOPBACK
from deploy.local.probes import listens
from deploy.local.programs import Program
from deploy.local.servers.binaries import script


@dataclass(frozen=True)
class ObjectStore:
    """`keys`: access key -> secret key. rclone lets each of them into every bucket; a real store narrows them."""

    folder: Path
    port: int
    keys: Mapping[str, str]
    buckets: tuple[str, ...]
    name: str = "s3"

    @property
    def endpoint(self) -> str:
        return f"{LOOPBACK}:{self.port}"

    def program(self) -> Program:
        """Create the buckets and say how to serve them."""
        for bucket in self.buckets:
            (self.folder / bucket).mkdir(mode=0o700, parents=True, exist_ok=True)
        return Program(
            name=self.name,
            command=(script("rclone"), "serve", "s3", str(self.folder), "--addr", self.endpoint, "--config", ""),
            # In the environment, for every user of the machine can read a command line.
            environment={"RCLONE_AUTH_KEY": _csv(f"{access},{secret}" for access, secret in self.keys.items())},
            ready=listens(self.port),
        )


def _csv(pairs: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(pairs)
    return line.getvalue()
