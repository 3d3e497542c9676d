"""The one clock of a process, and the zone in which terms end."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

# Terms run until 24:00 Moscow time (ст. 194 ГК РФ and the rules of the SRO).
MOSCOW = ZoneInfo("Europe/Moscow")


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(UTC)


def moscow_date(instant: datetime) -> date:
    """The date on the wall in Moscow at `instant`: the day on which a document counts as placed."""
    return instant.astimezone(MOSCOW).date()
