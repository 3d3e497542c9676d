"""kill -9 of a worker, of reports, and of NATS with its store, during a burst: one verdict for each accepted upload."""

from collections.abc import Iterator, Mapping

import pytest

from tests.faults.burst import UPLOADS, Fault, burst, outcome_of, query, settled
from tests.product import Stack, running_stack

# The reconciler's patience is shortened, so that the test need not have the patience of an operator.
QUICK = {"KABINET_RECONCILE_EVERY": "1", "KABINET_RECONCILE_AFTER": "3"}
OFF = {**QUICK, "KABINET_RECONCILE_ENABLED": "false"}


@pytest.fixture(scope="module")
def reconciled() -> Iterator[Stack]:
    with running_stack(QUICK) as stack:
        yield stack


@pytest.fixture(scope="module")
def unreconciled() -> Iterator[Stack]:
    with running_stack(OFF) as stack:
        yield stack


def faults_of(stack: Stack) -> Mapping[int, Fault]:
    """The same storm for both tests. NATS loses its store while the workers are away and jobs stand in the queue."""
    return {
        30: lambda: stack.kill("worker-1"),
        70: lambda: stack.kill("reports"),
        100: lambda: stack.hold("worker-1"),
        101: lambda: stack.hold("worker-2"),
        140: stack.wipe_nats,
        150: lambda: stack.release("worker-1"),
        151: lambda: stack.release("worker-2"),
    }


@pytest.mark.timeout(300)
async def test_every_accepted_upload_gets_exactly_one_verdict(reconciled: Stack) -> None:
    accepted = await burst(reconciled, faults_of(reconciled))
    outcome = await settled(reconciled, accepted, seconds=120)
    assert len(set(accepted)) == UPLOADS
    assert outcome.without_verdict == []
    assert outcome.with_several == []
    assert await query(reconciled, "SELECT count(*) FROM submissions WHERE status = 'checking'") == ["0"]


@pytest.mark.timeout(300)
async def test_without_the_reconciler_the_same_storm_loses_verdicts(unreconciled: Stack) -> None:
    """The proof that the test above is able to fail: it is the reconciler that heals a lost queue."""
    accepted = await burst(unreconciled, faults_of(unreconciled))
    outcome = await settled(unreconciled, accepted, seconds=20)
    assert len(set(accepted)) == UPLOADS
    assert outcome.without_verdict != []
    assert (await outcome_of(unreconciled, accepted)).with_several == []
