"""Settings of the validator, `KABINET_*`. Times are in seconds, memory in megabytes."""

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    # The catalogue answers an inspection while an upload waits; a worker has more patience with a file.
    inspect_seconds: float = 2
    judge_seconds: float = 30
    reader_memory_mb: int = 2048
    # Warm reader processes of one catalogue, and of one worker.
    inspect_readers: int = 1
    judge_readers: int = 1
    # Jobs in hand at once: while one is read, the next is fetched and the last is stored.
    worker_slots: int = 3
    # How long a job waits for a store that does not answer, before it is handed back.
    storage_patience_seconds: float = 60
