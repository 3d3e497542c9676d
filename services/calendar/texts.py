"""The words that people read in the calendar, Russian first."""

from dataclasses import dataclass

from contracts.calendar import EntryKind


@dataclass(frozen=True)
class Texts:
    """One language. Braces are filled in by the methods."""

    due_title: str
    handed_in_title: str
    day_titles: dict[EntryKind, str]
    provisional_mark: str

    def due(self, form: str, period: str) -> str:
        return self.due_title.format(form=form, period=period)

    def handed_in(self, form: str, period: str, handed_in: int, total: int) -> str:
        return self.handed_in_title.format(form=form, period=period, handed_in=handed_in, total=total)

    def unusual_day(self, kind: EntryKind, *, provisional: bool) -> str:
        """A day of a year that was not confirmed against its act says so."""
        return self.day_titles[kind] + (self.provisional_mark if provisional else "")


RU = Texts(
    due_title="Срок сдачи: {form}, {period}",
    handed_in_title="Срок сдачи: {form}, {period}. Сдали {handed_in} из {total}",
    day_titles={EntryKind.DAY_OFF: "Выходной день", EntryKind.WORKED_WEEKEND: "Рабочий день"},
    provisional_mark=" (предварительно)",
)

EN = Texts(
    due_title="Due: {form}, {period}",
    handed_in_title="Due: {form}, {period}. {handed_in} of {total} handed in",
    day_titles={EntryKind.DAY_OFF: "Day off", EntryKind.WORKED_WEEKEND: "Working day"},
    provisional_mark=" (provisional)",
)

CATALOGUE = {"ru": RU, "en": EN}
