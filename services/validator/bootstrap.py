"""The composition roots of the validator: the catalogue (`serve`) and the worker."""

from chassis.service import Platform
from contracts import health, suspensions, trials, validator, workbench
from contracts.registry import consumer
from services.validator import builtin
from services.validator.events import Events
from services.validator.inspector import Inspector
from services.validator.isolation import ReaderPool
from services.validator.judge import Judge
from services.validator.oversight_requests import OversightRequests
from services.validator.requests import Requests
from services.validator.settings import Settings
from services.validator.trial_driver import TrialDriver
from services.validator.trial_requests import TrialRequests
from services.validator.trial_worker import TrialWorker
from services.validator.try_on import TryOns
from services.validator.usecases import publishing
from services.validator.workbench_requests import WorkbenchRequests
from services.validator.worker import Worker

_TRIAL_NICENESS = 10


async def build_catalogue(platform: Platform[Settings]) -> None:
    """Publish the built-in rule sets, then serve forms, rule sets and inspections."""
    settings = platform.settings
    for rules in builtin.rule_sets():
        await publishing.publish(platform.database, platform.storage, rules)
    for form in builtin.forms_without_triggers():
        await publishing.publish_form(platform.database, form)
    pool = await _pool(platform, settings.inspect_readers)
    requests = Requests(platform.database, platform.storage, Inspector(pool, settings.inspect_seconds))
    platform.serve(validator.INSPECT_FILE, requests.inspect_file)
    platform.serve(validator.LIST_FORMS, requests.list_forms)
    platform.serve(validator.GET_FORM, requests.get_form)
    _serve_workbench(platform)
    _serve_oversight(platform)
    _serve_trials(platform)


def _serve_workbench(platform: Platform[Settings]) -> None:
    requests = WorkbenchRequests(platform.database, platform.storage, platform.settings.two_person_publishing)
    platform.serve(workbench.LIST_RULE_SETS, requests.find)
    platform.serve(workbench.GET_RULE_SET, requests.get)
    platform.serve(workbench.CREATE_RULE_SET, requests.create)
    platform.serve(workbench.SAVE_RULE_SET, requests.save)
    platform.serve(workbench.DELETE_RULE_SET, requests.delete)
    platform.serve(workbench.PUBLISH_RULE_SET, requests.publish)
    platform.serve(workbench.APPROVE_RULE_SET, requests.approve)
    platform.serve(workbench.RETURN_RULE_SET, requests.hand_back)
    platform.serve(workbench.RETIRE_RULE_SET, requests.retire)


def _serve_oversight(platform: Platform[Settings]) -> None:
    requests = OversightRequests(platform.database)
    platform.serve(health.GET_HEALTH, requests.health)
    platform.serve(suspensions.LIST_SUSPENSIONS, requests.list_suspensions)
    platform.serve(suspensions.LIFT_SUSPENSION, requests.lift_suspension)


def _serve_trials(platform: Platform[Settings]) -> None:
    settings, database = platform.settings, platform.database
    driver = TrialDriver(database, platform.bus, platform.storage, settings)
    platform.background("trials", driver.run)
    events = Events(driver, settings.suspend_after_members)
    platform.consume(consumer("validator_validation_finished"), events.validation_finished)
    platform.consume(consumer("validator_chunk_finished"), events.chunk_finished)
    requests = TrialRequests(database, platform.storage, driver)
    platform.serve(trials.START_BACKTEST, requests.start_backtest)
    platform.serve(trials.START_SHADOW, requests.start_shadow)
    platform.serve(trials.CANCEL_TRIAL, requests.cancel)
    platform.serve(trials.GET_TRIAL, requests.get)
    platform.serve(trials.LIST_TRIALS, requests.find)
    platform.serve(trials.GET_EXAMPLES, requests.examples)
    try_ons = TryOns(database, platform.bus, platform.storage, _trial_pool(platform), settings.judge_seconds)
    platform.serve(trials.TRY_ON, try_ons.try_on)


async def build_worker(platform: Platform[Settings]) -> None:
    """Judge what the queue holds; any number of workers share it."""
    settings = platform.settings
    pool = await _pool(platform, settings.judge_readers)
    judge = Judge(pool, platform.storage, settings.judge_seconds)
    worker = Worker(platform.bus, platform.storage, judge, settings)
    platform.background("worker", worker.run)
    pool = _trial_pool(platform)
    trial_worker = TrialWorker(platform.bus, platform.storage, pool, settings.judge_seconds, worker.free)
    platform.background("trials", trial_worker.run)


def _trial_pool(platform: Platform[Settings]) -> ReaderPool:
    """Started with the first trial; nicer than the readers for which somebody's upload waits."""
    pool = ReaderPool(1, platform.settings.reader_memory_mb, _TRIAL_NICENESS)
    platform.on_stop(pool.close)
    return pool


async def _pool(platform: Platform[Settings], size: int) -> ReaderPool:
    pool = ReaderPool(size, platform.settings.reader_memory_mb)
    platform.on_stop(pool.close)
    await pool.start()
    return pool
