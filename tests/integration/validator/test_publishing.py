"""The catalogue publishes what Kabinet brings along: once, however often and in however many replicas it starts."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from chassis.database import Database
from chassis.reach import EVERYTHING
from contracts.forms import FormInfo
from contracts.validator import FORM_PUBLISHED
from deploy.local.servers.nats import ADMIN
from services.validator import builtin
from services.validator.domain.rule_set import RuleSet
from services.validator.usecases import publishing
from tests.in_process import connected
from tests.integration.validator.processes import catalogue
from tests.stack import Servers, TestDatabase, TestNats
from tests.waiting import eventually

JUDGED = builtin.rule_sets()
FORMS = {rules.form.code for rules in JUDGED} | {form.code for form in builtin.forms_without_triggers()}


@pytest.fixture
def database(servers: Servers) -> TestDatabase:
    return servers.migrated_database("validator")


@pytest_asyncio.fixture
async def heard(nats: TestNats) -> AsyncIterator[list[FormInfo]]:
    """Every announcement of a form, as it came."""
    found: list[FormInfo] = []

    async def hear(info: FormInfo) -> None:
        found.append(info)

    async with connected(ADMIN, nats) as bus:
        await bus.listen(FORM_PUBLISHED, hear)
        yield found


async def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    async with database.transaction(EVERYTHING) as uow:
        return [tuple(row) for row in await uow.session.execute(text(query))]


async def published(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that publishing leaves behind."""
    return {
        "forms": await rows(database, "SELECT code, revision, document::text FROM forms ORDER BY code"),
        "rule_sets": await rows(database, "SELECT id, version, object::text FROM rule_sets ORDER BY id"),
        "announced": await rows(database, "SELECT id FROM outbox WHERE subject LIKE 'evt.%' ORDER BY id"),
    }


async def announced(heard: list[FormInfo], number: int) -> list[FormInfo]:
    async def enough() -> list[FormInfo]:
        return heard if len(heard) >= number else []

    return await eventually(enough)


async def test_every_form_is_announced_with_its_published_rule_sets(
    servers: Servers, nats: TestNats, database: TestDatabase, heard: list[FormInfo]
) -> None:
    async with catalogue(servers, nats, database) as platform:
        infos = {info.code: info for info in await announced(heard, len(FORMS))}
        assert set(infos) == FORMS
        for rules in JUDGED:
            (ref,) = infos[rules.form.code].rule_sets
            assert (ref.version, ref.effective_from) == (rules.version, rules.effective_from)
            # What workers load is the rule set itself.
            stored = await platform.storage.read(ref.document)
            assert RuleSet.model_validate_json(stored) == rules
        for form in builtin.forms_without_triggers():
            assert infos[form.code].rule_sets == ()
            assert infos[form.code].file_types == form.file_types


async def test_a_second_start_publishes_nothing(servers: Servers, nats: TestNats, database: TestDatabase) -> None:
    async with catalogue(servers, nats, database) as platform:
        before = await published(platform.database)
    async with catalogue(servers, nats, database) as platform:
        assert await published(platform.database) == before
    assert [revision for _, revision, _ in before["forms"]] == [1] * len(FORMS)
    assert len(before["announced"]) == len(FORMS)


async def test_replicas_that_start_at_once_publish_once(
    servers: Servers, nats: TestNats, database: TestDatabase
) -> None:
    async def start() -> dict[str, list[tuple[Any, ...]]]:
        async with catalogue(servers, nats, database) as platform:
            return await published(platform.database)

    one, another = await asyncio.gather(start(), start())
    assert one == another
    assert (len(one["forms"]), len(one["rule_sets"]), len(one["announced"])) == (len(FORMS), len(JUDGED), len(FORMS))


async def test_a_published_version_takes_no_other_triggers(
    servers: Servers, nats: TestNats, database: TestDatabase
) -> None:
    rules = JUDGED[0]
    changed = rules.model_copy(update={"triggers": rules.triggers[1:]})
    async with catalogue(servers, nats, database) as platform:
        before = await published(platform.database)
        with pytest.raises(publishing.VersionTakenError) as refused:
            await publishing.publish(platform.database, platform.storage, changed)
        assert await published(platform.database) == before
    assert f"version {rules.version} of form {rules.form.code}" in str(refused.value)
    assert "new `version`" in str(refused.value)


async def test_a_further_version_stands_beside_the_earlier_ones(
    servers: Servers, nats: TestNats, database: TestDatabase, heard: list[FormInfo]
) -> None:
    rules = JUDGED[0]
    assert rules.effective_from is not None
    later = rules.effective_from.replace(year=rules.effective_from.year + 1)
    async with catalogue(servers, nats, database) as platform:
        await announced(heard, len(FORMS))
        await publishing.publish(
            platform.database, platform.storage, rules.model_copy(update={"version": "next", "effective_from": later})
        )
        info = (await announced(heard, len(FORMS) + 1))[-1]
    assert (info.code, info.revision) == (rules.form.code, 2)
    assert [ref.version for ref in info.rule_sets] == [rules.version, "next"]
    in_force = [info.rule_set_on(day) for day in (rules.effective_from, later)]
    assert [ref.version for ref in in_force if ref] == [rules.version, "next"]


async def test_a_form_without_triggers_that_changed_is_announced_again(
    servers: Servers, nats: TestNats, database: TestDatabase, heard: list[FormInfo]
) -> None:
    form = builtin.forms_without_triggers()[0]
    async with catalogue(servers, nats, database) as platform:
        await announced(heard, len(FORMS))
        await publishing.publish_form(platform.database, form.model_copy(update={"title": "Другое название"}))
        info = (await announced(heard, len(FORMS) + 1))[-1]
    assert (info.code, info.revision, info.title) == (form.code, 2, "Другое название")
