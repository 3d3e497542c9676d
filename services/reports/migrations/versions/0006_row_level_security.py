"""Rows are seen by whom they belong to: PostgreSQL itself holds every statement to it."""

from alembic import op

from chassis.migrations import isolate
from chassis.tenancy import Follows, OwnedBy, StaffOnly

revision = "0006"
down_revision = "0005"

# A member is told how long its file will wait: that depends on everybody's. It says numbers, and nothing of whose.
_WAITING_LINE = """
    CREATE FUNCTION waiting_line(
        queued timestamptz, submission uuid, since timestamptz, at_most integer,
        OUT ahead bigint, OUT verdicts_of_late bigint, OUT seconds float8)
    LANGUAGE plpgsql AS $$
    DECLARE before text := coalesce(current_setting('kabinet.everyone', true), '');
    BEGIN
        PERFORM set_config('kabinet.everyone', 'on', true);
        SELECT count(*) INTO ahead FROM submissions
            WHERE status = 'checking' AND (queued_at, id) < (queued, submission);
        SELECT count(*), coalesce(extract(epoch FROM max(entered_at) - min(entered_at)), 0)
            INTO verdicts_of_late, seconds
            FROM (SELECT entered_at FROM verdicts WHERE entered_at > since
                ORDER BY entered_at DESC LIMIT at_most) AS late;
        PERFORM set_config('kabinet.everyone', before, true);
    END $$
"""


def upgrade() -> None:
    op.execute(_WAITING_LINE)
    isolate("members", OwnedBy("id"))
    isolate("obligations", OwnedBy("member_id"))
    isolate("submissions", OwnedBy("member_id"))
    isolate("attempts", Follows("submission_id", "submissions"))
    isolate("wanted_rechecks", Follows("submission_id", "submissions"))
    isolate("verdicts", Follows("submission_id", "submissions"))
    isolate("disputes", OwnedBy("member_id"))
    isolate("timeline", Follows("submission_id", "submissions"))
    isolate("refusals", StaffOnly("the journal of refusals is written by the service and read by staff"))
    isolate("receipts", Follows("submission_id", "submissions"))
    isolate("quarantine", StaffOnly("objects that belong to no submission"))
