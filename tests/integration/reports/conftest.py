"""reports on real servers with a validator beside it, one set for each test module."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from chassis.service import Platform
from contracts.form_view import COMPARE_FILES, DRAW_FORM
from contracts.prechecks import PRECHECK_FILE
from contracts.validator import INSPECT_FILE
from services.reports.bootstrap import build
from services.reports.settings import Settings
from tests.in_process import connected, running, settings_on, store_of
from tests.integration.reports.scene import Inspecting, Scene
from tests.signed_asker import signed_asker
from tests.stack import Servers, TestDatabase, TestNats


@pytest.fixture(scope="module")
def database(servers: Servers) -> TestDatabase:
    return servers.migrated_database("reports")


@pytest.fixture(scope="module")
def settings(servers: Servers, broker: TestNats, database: TestDatabase) -> Settings:
    """No reconciler of its own accord: the tests that are about it call it."""
    return settings_on(
        Settings,
        "reports",
        broker,
        database,
        reconcile_enabled=False,
        inspect_seconds=0.5,
        **store_of(servers, "reports"),
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reports(settings: Settings, broker: TestNats) -> AsyncIterator[Platform[Settings]]:
    async with (
        connected("validator", broker) as validator,
        connected("members", broker) as members,
        connected("calendar", broker) as calendar,
    ):
        for owner in (validator, members, calendar):
            await owner.declare_own_streams()
    async with running("reports", settings, build) as platform:
        yield platform


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(broker: TestNats, reports: Platform[Settings]) -> AsyncIterator[Scene]:
    inspecting = Inspecting(reports)
    async with connected("validator", broker) as validator, signed_asker(broker) as asker:
        await validator.serve(INSPECT_FILE, inspecting.inspect)
        await validator.serve(DRAW_FORM, inspecting.draw)
        await validator.serve(COMPARE_FILES, inspecting.compare)
        await validator.serve(PRECHECK_FILE, inspecting.precheck)
        yield Scene(reports, validator, asker, inspecting)
