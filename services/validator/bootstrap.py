"""The composition roots of the validator: the catalogue (`serve`) and the worker."""

from functools import partial

from chassis.service import Platform
from contracts import (
    form_drafts,
    form_view,
    formulas,
    health,
    prechecks,
    rule_changes,
    rule_files,
    suspensions,
    trials,
    validator,
    workbench,
)
from contracts.registry import WORKERS, consumer
from services.validator import builtin
from services.validator.events import VERDICTS, Events
from services.validator.form_requests import FormRequests
from services.validator.inspector import Inspector, Samples
from services.validator.isolation import ReaderPool
from services.validator.judge import Judge
from services.validator.oversight_requests import OversightRequests
from services.validator.prechecks import Prechecks
from services.validator.requests import Requests
from services.validator.settings import Settings
from services.validator.trial_driver import TrialDriver
from services.validator.trial_requests import TrialRequests
from services.validator.trial_worker import TrialWorker
from services.validator.try_on import TryOns
from services.validator.turns import Turns
from services.validator.usecases import publishing
from services.validator.viewer import Viewer
from services.validator.workbench_requests import WorkbenchRequests
from services.validator.worker import Worker

# The least share of the processor: judging what was handed in goes first.
_NICE = 19


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
    platform.serve(prechecks.PRECHECK_FILE, (await _prechecks(platform)).precheck)
    platform.serve(validator.LIST_FORMS, requests.list_forms)
    platform.serve(validator.GET_FORM, requests.get_form)
    await _serve_views(platform)
    _serve_drafts_of_forms(platform)
    _serve_workbench(platform)
    _serve_oversight(platform)
    _serve_trials(platform)


def _serve_drafts_of_forms(platform: Platform[Settings]) -> None:
    settings = platform.settings
    pool = ReaderPool(1, settings.reader_memory_mb)
    pool.start_later()
    platform.on_stop(pool.close)
    requests = FormRequests(platform.database, platform.storage, Samples(pool, settings.sample_seconds))
    platform.serve(form_drafts.CREATE_FORM, requests.create)
    platform.serve(form_drafts.START_DRAFT, requests.start)
    platform.serve(form_drafts.GET_DRAFT, requests.get)
    platform.serve(form_drafts.SAVE_DRAFT, requests.save)
    platform.serve(form_drafts.DISCARD_DRAFT, requests.discard)
    platform.serve(form_drafts.PUBLISH_DRAFT, requests.publish)
    platform.serve(form_drafts.GET_HISTORY, requests.history)
    platform.serve(form_drafts.OUTLINE_FILE, requests.outline)
    platform.serve(form_drafts.TRY_FORM, requests.try_form)


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
    platform.serve(rule_changes.COMPARE_RULE_SETS, requests.compare)
    platform.serve(rule_changes.GET_RULE_SET_HISTORY, requests.history)
    platform.serve(rule_files.EXPORT_RULE_SET, requests.export)
    platform.serve(rule_files.PREVIEW_RULE_FILE, requests.preview_file)
    platform.serve(rule_files.IMPORT_RULE_FILE, requests.import_file)
    platform.serve(rule_files.REPLACE_BY_RULE_FILE, requests.replace_by_file)
    platform.serve(formulas.CHECK_FORMULA, requests.check_formula)
    platform.serve(formulas.GET_FORMULA_WORDS, requests.formula_words)


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
    platform.consume_together(consumer("validator_validation_finished"), events.verdicts, VERDICTS)
    platform.consume(consumer("validator_chunk_finished"), events.chunk_finished)
    platform.consume(consumer("validator_dispute_opened"), events.dispute_opened)
    platform.consume(consumer("validator_dispute_answered"), events.dispute_answered)
    requests = TrialRequests(database, platform.storage, driver)
    platform.serve(trials.START_BACKTEST, requests.start_backtest)
    platform.serve(trials.START_SHADOW, requests.start_shadow)
    platform.serve(trials.CANCEL_TRIAL, requests.cancel)
    platform.serve(trials.GET_TRIAL, requests.get)
    platform.serve(trials.LIST_TRIALS, requests.find)
    platform.serve(trials.GET_EXAMPLES, requests.examples)
    judge = Judge(_trial_pool(platform), platform.storage, settings.judge_seconds)
    platform.serve(trials.TRY_ON, TryOns(database, platform.bus, platform.storage, judge).try_on)


def _trial_pool(platform: Platform[Settings]) -> ReaderPool:
    """Started with the first trial: most processes never see one, and a reader takes its memory."""
    pool = ReaderPool(1, platform.settings.reader_memory_mb, niceness=_NICE)
    pool.start_later()
    platform.on_stop(pool.close)
    return pool


async def _serve_views(platform: Platform[Settings]) -> None:
    """Readers of their own: whoever leafs through a report must not keep an upload waiting for its inspection."""
    pool = await _pool(platform, platform.settings.view_readers)
    viewer = Viewer(platform.database, platform.storage, pool, platform.settings)
    platform.serve(form_view.DRAW_FORM, viewer.draw)
    platform.serve(form_view.COMPARE_FILES, viewer.compare)


async def _prechecks(platform: Platform[Settings]) -> Prechecks:
    """Readers of their own: a check without handing in never keeps an upload waiting for its inspection."""
    settings = platform.settings
    pool = await _pool(platform, settings.precheck_readers, niceness=_NICE)
    turns = Turns(partial(platform.bus.depth, WORKERS), settings)
    judge = Judge(pool, platform.storage, settings.precheck_seconds)
    inspector = Inspector(pool, settings.precheck_seconds)
    return Prechecks(platform.database, platform.storage, turns, inspector, judge, settings.precheck_max_size)


async def build_worker(platform: Platform[Settings]) -> None:
    """Judge what the queue holds; any number of workers share it."""
    settings = platform.settings
    pool = await _pool(platform, settings.judge_readers)
    judge = Judge(pool, platform.storage, settings.judge_seconds)
    worker = Worker(platform.bus, platform.storage, judge, settings)
    platform.background("worker", worker.run)
    trying = Judge(_trial_pool(platform), platform.storage, settings.judge_seconds)
    platform.background("trials", TrialWorker(platform.bus, platform.storage, trying, worker.free).run)


async def _pool(platform: Platform[Settings], size: int, *, niceness: int = 0) -> ReaderPool:
    pool = ReaderPool(size, platform.settings.reader_memory_mb, niceness=niceness)
    platform.on_stop(pool.close)
    await pool.start()
    return pool
