"""Ending what a killed run left behind, before the next start."""

import os
from collections.abc import Iterable
from pathlib import Path

import psutil

from deploy.local.state import living, read_state

# Every supervised process carries it, and so do its children: the mark by which they are known for ours.
MARK = "KABINET_SUPERVISED_BY"
_PATIENCE = 5.0


def end_stale(data_dir: Path) -> list[int]:
    """Kill the processes of an earlier run of this data folder that still live; returns their numbers.

    Call it holding the folder's lock. A recorded process is told by number and start time; the children it left, whose
    numbers nobody recorded, by the mark in their environment.
    """
    found = {process.pid: process for process in (*_recorded(data_dir), *_marked(data_dir))}
    for process in found.values():
        process.kill()
    psutil.wait_procs(list(found.values()), timeout=_PATIENCE)
    return sorted(found)


def _recorded(data_dir: Path) -> Iterable[psutil.Process]:
    state = read_state(data_dir)
    if state is None or abs(state.boot - psutil.boot_time()) > 60:  # numbers from before a reboot mean nothing
        return
    for entry in state.processes:
        if process := living(entry.pid, entry.created):
            yield from process.children(recursive=True)
            yield process


def _marked(data_dir: Path) -> Iterable[psutil.Process]:
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and process.environ().get(MARK) == str(data_dir):
                yield process
        except psutil.Error:
            continue
