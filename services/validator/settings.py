"""Settings of the validator, `KABINET_*`. Times are in seconds, memory in megabytes, sizes of files in bytes."""

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    # The catalogue answers an inspection while an upload waits; a worker has more patience with a file.
    inspect_seconds: float = 2
    judge_seconds: float = 30
    # How long it may take to show a report by its form, or to compare two: a person waits for it.
    view_seconds: float = 10
    # Samples and trials of the people who draw up forms: a reader of their own, so that no upload waits for them.
    sample_seconds: float = 30
    reader_memory_mb: int = 2048
    # A check without handing in: how long it waits for live checks to go first, and how long its file may take. Larger
    # files, and more people at once than may wait, are told so.
    precheck_patience: float = 8
    precheck_seconds: float = 20
    precheck_max_size: int = 25 << 20
    precheck_waiting: int = 4
    # Warm reader processes of one catalogue, and of one worker.
    inspect_readers: int = 1
    view_readers: int = 1
    judge_readers: int = 1
    precheck_readers: int = 1
    # Jobs in hand at once: while one is read, the next is fetched and the last is stored.
    worker_slots: int = 3
    # How long a job waits for a store that does not answer, before it is handed back.
    storage_patience_seconds: float = 60
    # Trials of rule sets: chunks of one that are out at once, how often the catalogue looks for more to hand out, and
    # how long it waits for the result of one before it asks again.
    trial_window: int = 8
    trial_poll_seconds: float = 1
    trial_overdue_seconds: float = 60
    # In how many members' reports a trigger must prove broken, where a file alone could have brought that about.
    suspend_after_members: int = 3
    # Whoever proposes to publish a rule set does not approve it. Off only where one person is the whole SRO (the demo).
    two_person_publishing: bool = True
