"""Settings of reports, `KABINET_*`. Times are in seconds, sizes in bytes."""

from datetime import timedelta

from chassis.settings import ServiceSettings

_MEGABYTE = 1 << 20


class Settings(ServiceSettings):
    # Receipt first, verdict after: how long an upload waits for the inspection of its file; larger files do not wait.
    inspect_seconds: float = 2
    inspect_max_size: int = 25 * _MEGABYTE

    reconcile_enabled: bool = True
    reconcile_every: float = 5
    # With an idle queue a job that was not answered for so long is lost; with a busy one it may merely wait.
    reconcile_after: float = 15
    reconcile_busy_after: float = 600

    # Pauses before the checks that start by themselves after a failure on our side; then it is for people.
    recheck_pauses: tuple[float, ...] = (120, 600, 3600, 4 * 3600)

    # Re-checks after mending that are started at once, when the queue is idle: as many as are judged within a second.
    repair_batch: int = 20

    # A file that was only checked, and its verdict, are removed with the answer; what a crash left goes after an hour.
    precheck_kept_seconds: float = 3600
    precheck_sweep_every: float = 600

    sweep_after_hours: float = 24
    quarantine_days: float = 30

    @property
    def pauses(self) -> tuple[timedelta, ...]:
        return tuple(timedelta(seconds=seconds) for seconds in self.recheck_pauses)
