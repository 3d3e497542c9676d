"""What is said of a dispute: to the staff when it was opened, to the member when it was answered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.disputes import DisputeAnswered, DisputeKind, DisputeOpened, DisputeState


class DisputeNews(StrEnum):
    """The kind of the notice, by which its icon is chosen."""

    OPENED = "dispute_opened"
    ACCEPTED = "dispute_accepted"
    REFUSED = "dispute_refused"


@dataclass(frozen=True)
class DisputeNotice:
    """Everything that the words of a notice are made of; neither side's own words, which may hold figures."""

    news: DisputeNews
    kind: DisputeKind
    form_code: str
    form_title: str
    period_label: str
    member_name: str
    registration_number: str
    trigger: str
    trigger_title: str
    valid_until: date | None = None


def opened_notice(event: DisputeOpened) -> DisputeNotice:
    return _notice(event, DisputeNews.OPENED, None)


def answered_notice(event: DisputeAnswered) -> DisputeNotice:
    accepted = event.outcome is DisputeState.ACCEPTED
    return _notice(event, DisputeNews.ACCEPTED if accepted else DisputeNews.REFUSED, event.valid_until)


def _notice(event: DisputeOpened, news: DisputeNews, valid_until: date | None) -> DisputeNotice:
    return DisputeNotice(
        news=news,
        kind=event.kind,
        form_code=event.form.code,
        form_title=event.form.title,
        period_label=event.period.label,
        member_name=event.member.name,
        registration_number=event.registration_number,
        trigger=event.trigger,
        trigger_title=event.trigger_title,
        valid_until=valid_until,
    )
