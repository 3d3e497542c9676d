"""The words of notices and mails, Russian first. No figures of a report ever stand in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.statuses import STATUS_LABELS_EN, STATUS_LABELS_RU, ReportStatus
from services.messaging.domain.verdict_notice import State, Term, VerdictNotice


@dataclass(frozen=True)
class Words:
    """A notice in one language."""

    title: str
    text: str


@dataclass(frozen=True)
class Catalogue:
    """One language. `marks` stand in brackets before a title: the state is read first."""

    statuses: Mapping[ReportStatus, str]
    title: str
    text: str
    marks: Mapping[State, str]
    advice: Mapping[State, str]
    terms: Mapping[Term, str]
    repeated: str
    mail_link: str
    mail_footer: str
    digest_title: str
    digest_text: str
    digest_link: str

    def digest(self, reports: int) -> Words:
        """Title and text of the mail about the reports that were accepted in a day."""
        return Words(self.digest_title.format(reports=reports), self.digest_text)

    def words(self, notice: VerdictNotice) -> Words:
        """Title and text of the notice of a verdict."""
        parts = {
            "mark": self.marks[notice.state],
            "form": notice.form_title,
            "code": notice.form_code,
            "period": notice.period_label,
            "status": self.statuses[notice.status],
        }
        sentences = (
            self.text.format_map(parts),
            self.repeated if notice.repeated else "",
            self.advice[notice.state],
            self.terms[notice.term],
        )
        return Words(self.title.format_map(parts), " ".join(sentence for sentence in sentences if sentence))


RU = Catalogue(
    statuses=STATUS_LABELS_RU,
    title="[{mark}] {form}, {period}: {status}",
    text="«{form}» ({code}), {period}. Статус: «{status}».",
    marks={
        State.ACCEPTED: "Принят",
        State.MEND: "Нужно исправить",
        State.OTHER_FILE: "Нужен другой файл",
        State.RULE_AT_FAULT: "Перепроверим",
        State.SYSTEM_AT_FAULT: "Перепроверим",
        State.SUPERSEDED: "Прежняя версия",
    },
    advice={
        State.ACCEPTED: "Отчет получен и проверен.",
        State.MEND: "Откройте отчет, посмотрите ошибки триггеров и загрузите исправленный файл.",
        State.OTHER_FILE: "Файл не того шаблона или повреждён. Откройте отчет и загрузите другой файл.",
        State.RULE_AT_FAULT: (
            "Правило обращается к элементу, которого нет в форме. Правило исправит СРО, после этого отчет будет "
            "перепроверен. От вас ничего не требуется."
        ),
        State.SYSTEM_AT_FAULT: "Сбой на нашей стороне. Перепроверим отчет сами, от вас ничего не требуется.",
        State.SUPERSEDED: (
            "Это результат прежней версии, после нее вы загрузили другую. Актуальна версия, загруженная последней."
        ),
    },
    terms={
        Term.KEPT: "Срок соблюдён.",
        Term.DATE_STAYS: "Дата получения отчета не изменится.",
        Term.UNSAID: "",
    },
    repeated="Отчет проверен повторно.",
    mail_link="Открыть в личном кабинете",
    mail_footer=(
        "Письмо отправлено автоматически, отвечать на него не нужно. Вопрос в СРО можно задать в личном кабинете."
    ),
    digest_title="[Принят] Отчеты, принятые без ошибок: {reports}",
    digest_text="Эти отчеты получены и проверены.",
    digest_link="Открыть отчеты в личном кабинете",
)

EN = Catalogue(
    statuses=STATUS_LABELS_EN,
    title="[{mark}] {form}, {period}: {status}",
    text="«{form}» ({code}), {period}. Status: «{status}».",
    marks={
        State.ACCEPTED: "Accepted",
        State.MEND: "Needs mending",
        State.OTHER_FILE: "Another file is needed",
        State.RULE_AT_FAULT: "Will be re-checked",
        State.SYSTEM_AT_FAULT: "Will be re-checked",
        State.SUPERSEDED: "Earlier version",
    },
    advice={
        State.ACCEPTED: "The report was received and checked.",
        State.MEND: "Open the report, look at the trigger errors and upload a mended file.",
        State.OTHER_FILE: "The file is of another template or damaged. Open the report and upload another file.",
        State.RULE_AT_FAULT: (
            "A rule refers to an element that the form does not have. The SRO mends the rule, then the report is "
            "re-checked. Nothing is asked of you."
        ),
        State.SYSTEM_AT_FAULT: "A failure on our side. The report is re-checked by itself, nothing is asked of you.",
        State.SUPERSEDED: "This is the result of an earlier version; the one uploaded last is the current one.",
    },
    terms={
        Term.KEPT: "The term is kept.",
        Term.DATE_STAYS: "The date of receipt stays as it is.",
        Term.UNSAID: "",
    },
    repeated="The report was checked again.",
    mail_link="Open in the cabinet",
    mail_footer="This mail was sent by a program; please do not answer it. Ask the SRO in the cabinet.",
    digest_title="[Accepted] Reports accepted without errors: {reports}",
    digest_text="These reports were received and checked.",
    digest_link="Open the reports in the cabinet",
)

CATALOGUES = {"ru": RU, "en": EN}
