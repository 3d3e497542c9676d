"""A reader process, which talks frames on its standard streams.

`python -m services.validator.isolation.reader MEGABYTES NICENESS`
"""

import ctypes
import os
import resource
import signal
import sys

from services.validator.isolation.frames import pack, read_frame
from services.validator.isolation.tasks import TASKS, Head

_PR_SET_PDEATHSIG = 1


def main() -> None:
    _bind_to_parent()
    _limit_memory(int(sys.argv[1]))
    os.nice(int(sys.argv[2]))
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    # Whatever prints by mistake must not land among the frames.
    os.dup2(2, 1)
    while (frame := read_frame(requests)) is not None:
        head, body = frame
        replies.writelines(pack(*_perform(head, body)))
        replies.flush()


def _perform(head: Head, body: bytes) -> tuple[Head, bytes]:
    try:
        return TASKS[str(head["task"])](head, body)
    except MemoryError:
        raise  # the process is of no more use: let it end, and the pool start another
    except Exception as error:
        return {"error": type(error).__name__, "detail": str(error)[:300]}, b""


def _bind_to_parent() -> None:
    """End with the parent, even when it is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:
            sys.exit(1)  # the parent died before the line above
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _limit_memory(megabytes: int) -> None:
    limit = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
