"""`python3 deploy/local/bootstrap.py`: make `.venv` what `requirements/dev.txt` says, and compile what the validator
has in C. Needs Python 3.11+ and pip alone.

Runs before anything is installed, so it imports the standard library only and nothing of the project. Where pip looks
for packages is the machine's own business.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
LOCK = PROJECT / "requirements/dev.txt"
STAMP = VENV / ".kabinet-lock"
NATIVE = PROJECT / "services/validator/native"
NATIVE_STAMP = NATIVE / "built/stamp"
COMPILER = PROJECT / "requirements/compiler.txt"


def main() -> int:
    """Install only when the lock or the interpreter changed since the last time; two at once take turns."""
    if sys.version_info < (3, 11):  # noqa: UP036 - it is run by whatever python3 the machine has
        print(f"Kabinet needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    wanted = f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {sys.version_info.major}.{sys.version_info.minor}"
    with open(LOCK) as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (STAMP.exists() and STAMP.read_text() == wanted):
            install()
            STAMP.write_text(wanted)
        sources = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(NATIVE.glob("*.[chp]*"))))
        wanted += f" {sources.hexdigest()} {shutil.which('cc')}"
        if not (NATIVE_STAMP.exists() and NATIVE_STAMP.read_text() == wanted):
            build_native()
            NATIVE_STAMP.parent.mkdir(exist_ok=True)
            NATIVE_STAMP.write_text(wanted)
    return 0


def install() -> None:
    """Create the environment if it is missing or of another Python, and install the locked wheels into it."""
    python = VENV / "bin/python"
    if not _same_version(python):
        shutil.rmtree(VENV, ignore_errors=True)
        create()
    print("Installing the locked packages.", flush=True)
    subprocess.run(_pip(python, LOCK), check=True)


def build_native() -> None:
    """Where the machine has no compiler, one is fetched as a wheel; if that fails too, verdicts only take longer."""
    python = VENV / "bin/python"
    build = [str(python), "-m", "services.validator.native"]
    first = subprocess.run(build, cwd=PROJECT, capture_output=True, text=True, check=False)
    if first.returncode == 0:
        return
    print("Fetching a C compiler for the validator.", flush=True)
    fetched = subprocess.run(_pip(python, COMPILER), check=False).returncode == 0
    second = subprocess.run(build, cwd=PROJECT, capture_output=True, text=True, check=False) if fetched else first
    if second.returncode != 0:
        print(f"The validator goes without its native library: {second.stderr.strip()}", file=sys.stderr)


def _pip(python: Path, lock: Path) -> list[str]:
    pip = [str(python), "-m", "pip"] if _has_pip(python) else [sys.executable, "-m", "pip", "--python", str(python)]
    return [*pip, "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(lock)]


def create() -> None:
    """Debian ships Python without `ensurepip`: there the pip that installs is the machine's."""
    print("Creating .venv.", flush=True)
    whole = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(whole, capture_output=True, check=False).returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([*whole, "--without-pip"], check=True)


def _same_version(python: Path) -> bool:
    code = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return python.exists() and subprocess.run([str(python), "-c", code], check=False).returncode == 0


def _has_pip(python: Path) -> bool:
    return subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
