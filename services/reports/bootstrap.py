"""The composition root of reports."""

from chassis.bus import Pace
from chassis.service import Platform
from contracts import disputes, form_view, prechecks, reports, snapshots
from contracts.registry import consumer
from services.reports.events import Events
from services.reports.form_views import FormViews
from services.reports.inspector import Inspector
from services.reports.leftovers import Leftovers
from services.reports.prechecks import Prechecks
from services.reports.reconciler import Reconciler
from services.reports.requests import Requests
from services.reports.settings import Settings
from services.reports.uploads import Uploads
from services.reports.usecases import copies

# A verdict is awaited: none lingers, but those that came together are entered together.
_VERDICTS = Pace(together=16)


async def build(platform: Platform[Settings]) -> None:
    """Register all that reports serves, consumes and does in the background."""
    settings, database = platform.settings, platform.database
    _serve_requests(platform, Requests(database))
    platform.serve(prechecks.PRECHECK, Prechecks(database, platform.storage, platform.bus).precheck)
    platform.background("leftovers", Leftovers(platform.storage, settings).run)
    _serve_uploads(platform, Uploads(database, platform.storage, Inspector(platform.bus, settings)))
    views = FormViews(database, platform.bus)
    platform.serve(form_view.VIEW_FORM, views.view)
    platform.serve(form_view.COMPARE_SUBMISSIONS, views.compare)
    platform.consume(consumer("reports_form_published"), copies.keep_form)
    platform.consume(consumer("reports_member_changed"), copies.keep_member)
    platform.consume(consumer("reports_working_days_published"), copies.keep_working_days)
    events = Events(settings.pauses)
    platform.consume_together(consumer("reports_validation_finished"), events.validations_finished, _VERDICTS)
    platform.consume(consumer("reports_suspension_changed"), events.suspension_changed)
    if settings.reconcile_enabled:
        platform.background("reconciler", Reconciler(database, platform.bus, settings).run)


def _serve_requests(platform: Platform[Settings], requests: Requests) -> None:
    platform.serve(reports.LIST_OBLIGATIONS, requests.list_obligations)
    platform.serve(reports.GET_OBLIGATION, requests.get_obligation)
    platform.serve(reports.OPEN_PERIOD, requests.open_period)
    platform.serve(reports.GET_SUBMISSION, requests.get_submission)
    platform.serve(reports.LOCATE_FILE, requests.locate_file)
    platform.serve(reports.GET_RECEIPT, requests.get_receipt)
    platform.serve(reports.RECHECK, requests.recheck)
    platform.serve(reports.SET_INCOMING_NUMBER, requests.set_incoming_number)
    platform.serve(disputes.OPEN_DISPUTE, requests.open_dispute)
    platform.serve(disputes.DISPUTES_OF_SUBMISSION, requests.disputes_of_submission)
    platform.serve(disputes.LIST_DISPUTES, requests.list_disputes)
    platform.serve(disputes.ANSWER_DISPUTE, requests.answer_dispute)
    platform.serve(snapshots.LIST_SNAPSHOTS, requests.list_snapshots)


def _serve_uploads(platform: Platform[Settings], uploads: Uploads) -> None:
    platform.serve(reports.SUBMIT, uploads.submit)
    platform.serve(reports.RECOGNISE_UPLOAD, uploads.recognise)
    platform.serve(reports.JOURNAL_REFUSAL, uploads.journal_refusal)
