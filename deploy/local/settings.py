"""Where one copy of Kabinet lives on this machine, read from `KABINET_*` variables."""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SERVICES = ("auth", "members", "reports", "validator", "messaging", "calendar", "journal")
BUCKETS = ("uploads", "verdicts", "rulesets", "quarantine", "prechecks", "journal")
DEFAULT_HTTP_PORT = 8080
DEFAULT_WORKERS = 2


@dataclass(frozen=True)
class LocalSettings:
    """One copy: its data folder, the HTTP port it would like, the number of validator workers, the log level.

    `large_demo`: whether the demo hands in a report of 20 MB, too.
    """

    data_dir: Path
    http_port: int = DEFAULT_HTTP_PORT
    workers: int = DEFAULT_WORKERS
    log_level: str = "INFO"
    large_demo: bool = True

    @classmethod
    def from_environment(cls) -> "LocalSettings":
        """Read KABINET_DATA_DIR, KABINET_HTTP_PORT, KABINET_WORKERS, KABINET_LOG_LEVEL and KABINET_LARGE_DEMO."""
        data_dir = Path(os.environ.get("KABINET_DATA_DIR") or PROJECT / ".data")
        return cls(
            data_dir=data_dir.expanduser().absolute(),
            http_port=int(os.environ.get("KABINET_HTTP_PORT") or DEFAULT_HTTP_PORT),
            workers=int(os.environ.get("KABINET_WORKERS") or DEFAULT_WORKERS),
            log_level=os.environ.get("KABINET_LOG_LEVEL") or "INFO",
            large_demo=os.environ.get("KABINET_LARGE_DEMO") != "false",
        )

    @property
    def logs(self) -> Path:
        return self.data_dir / "logs"

    @property
    def traces(self) -> Path:
        return self.data_dir / "traces"

    @property
    def mail_folder(self) -> Path:
        return self.data_dir / "mail"

    def prepare(self) -> None:
        """Create the folder. For root it is 0711: PostgreSQL, run as another user, must walk through it."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.data_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)
        for folder in (self.logs, self.traces, self.mail_folder):
            folder.mkdir(mode=0o700, exist_ok=True)
