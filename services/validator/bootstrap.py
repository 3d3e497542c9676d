"""The composition roots of the validator: the catalogue (`serve`) and the worker."""

from chassis.service import Platform
from contracts import validator
from services.validator import builtin, usecases
from services.validator.inspector import Inspector
from services.validator.isolation import ReaderPool
from services.validator.judge import Judge
from services.validator.requests import Requests
from services.validator.settings import Settings
from services.validator.worker import Worker


async def build_catalogue(platform: Platform[Settings]) -> None:
    """Publish the built-in rule sets, then serve forms, rule sets and inspections."""
    settings = platform.settings
    for rules in builtin.rule_sets():
        await usecases.publish(platform.database, platform.storage, rules)
    for form in builtin.forms_without_triggers():
        await usecases.publish_form(platform.database, form)
    pool = await _pool(platform, settings.inspect_readers)
    requests = Requests(platform.database, platform.storage, Inspector(pool, settings.inspect_seconds))
    platform.serve(validator.INSPECT_FILE, requests.inspect_file)
    platform.serve(validator.LIST_FORMS, requests.list_forms)
    platform.serve(validator.GET_FORM, requests.get_form)
    platform.serve(validator.GET_RULE_SET, requests.get_rule_set)


async def build_worker(platform: Platform[Settings]) -> None:
    """Judge what the queue holds; any number of workers share it."""
    settings = platform.settings
    pool = await _pool(platform, settings.judge_readers)
    judge = Judge(pool, platform.storage, settings.judge_seconds)
    platform.background("worker", Worker(platform.bus, platform.storage, judge, settings).run)


async def _pool(platform: Platform[Settings], size: int) -> ReaderPool:
    pool = ReaderPool(size, platform.settings.reader_memory_mb)
    platform.on_stop(pool.close)
    await pool.start()
    return pool
