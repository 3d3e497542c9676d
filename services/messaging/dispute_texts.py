"""The words of notices about disputes, Russian first. No figures of a report, and neither side's own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.disputes import DisputeKind
from services.messaging.domain.dispute_notice import DisputeNews, DisputeNotice
from services.messaging.texts import Words


@dataclass(frozen=True)
class DisputeCatalogue:
    """One language. `marks` stand in brackets before a title: the state is read first."""

    kinds: Mapping[DisputeKind, str]
    title: str
    marks: Mapping[DisputeNews, str]
    texts: Mapping[DisputeNews, str]
    date: str

    def words(self, notice: DisputeNotice) -> Words:
        parts = {
            "mark": self.marks[notice.news],
            "kind": self.kinds[notice.kind],
            "form": notice.form_title,
            "code": notice.form_code,
            "period": notice.period_label,
            "member": notice.member_name,
            "number": notice.registration_number,
            "trigger": notice.trigger,
            "trigger_title": notice.trigger_title,
            "until": notice.valid_until.strftime(self.date) if notice.valid_until else "",
        }
        return Words(self.title.format_map(parts), self.texts[notice.news].format_map(parts))


RU = DisputeCatalogue(
    kinds={DisputeKind.EXPLAIN: "Пояснение", DisputeKind.DISPUTE: "Возражение"},
    title="[{mark}] {kind} по триггеру {trigger}: {form}, {period}",
    marks={
        DisputeNews.OPENED: "Ждет ответа",
        DisputeNews.ACCEPTED: "Принято",
        DisputeNews.REFUSED: "Не принято",
    },
    texts={
        DisputeNews.OPENED: (
            "{member}, «{form}» ({code}), {period}, регистрационный номер {number}. {kind} по триггеру {trigger} "
            "«{trigger_title}». Ответьте на странице «Пояснения и споры»."
        ),
        DisputeNews.ACCEPTED: (
            "«{form}» ({code}), {period}. {kind} по триггеру {trigger} «{trigger_title}» принято. До {until} он "
            "показывается с отметкой «пояснено», статус отчета не меняется."
        ),
        DisputeNews.REFUSED: (
            "«{form}» ({code}), {period}. {kind} по триггеру {trigger} «{trigger_title}» не принято. Основания указаны "
            "в личном кабинете, на странице ошибок этой версии."
        ),
    },
    date="%d.%m.%Y",
)

EN = DisputeCatalogue(
    kinds={DisputeKind.EXPLAIN: "Explanation", DisputeKind.DISPUTE: "Objection"},
    title="[{mark}] {kind} to trigger {trigger}: {form}, {period}",
    marks={
        DisputeNews.OPENED: "Awaits an answer",
        DisputeNews.ACCEPTED: "Accepted",
        DisputeNews.REFUSED: "Not accepted",
    },
    texts={
        DisputeNews.OPENED: (
            "{member}, «{form}» ({code}), {period}, registration number {number}. {kind} to trigger {trigger} "
            "«{trigger_title}». Answer on the page of explanations and disputes."
        ),
        DisputeNews.ACCEPTED: (
            "«{form}» ({code}), {period}. {kind} to trigger {trigger} «{trigger_title}» was accepted. Until {until} it "
            "is shown as explained; the status of the report stays as it is."
        ),
        DisputeNews.REFUSED: (
            "«{form}» ({code}), {period}. {kind} to trigger {trigger} «{trigger_title}» was not accepted. The reasons "
            "stand in the cabinet, on the page of errors of this version."
        ),
    },
    date="%Y-%m-%d",
)

CATALOGUES = {"ru": RU, "en": EN}
