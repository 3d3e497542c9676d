"""The words of the notice that a trigger switched itself off, Russian first. Its reason holds no values of a report."""

from dataclasses import dataclass

from contracts.suspensions import SuspensionChanged
from services.messaging.texts import Words


@dataclass(frozen=True)
class SuspensionCatalogue:
    """One language."""

    title: str
    text: str

    def words(self, event: SuspensionChanged, reason: str) -> Words:
        parts = {
            "form": event.form.title,
            "code": event.form.code,
            "version": event.trigger.rule_set_version,
            "trigger": event.trigger.code,
            "trigger_title": event.trigger.title,
            "reason": reason,
        }
        return Words(self.title.format_map(parts), self.text.format_map(parts))


RU = SuspensionCatalogue(
    title="[Триггер выключен] {trigger}: {form}",
    text=(
        "«{form}» ({code}), набор правил {version}: триггер {trigger} «{trigger_title}» выключился сам. {reason}. "
        "Отчеты, которые он задел, перепроверяются без него. Исправьте правило в новой версии набора или включите "
        "триггер на странице «Выключенные триггеры»."
    ),
)

EN = SuspensionCatalogue(
    title="[Trigger switched off] {trigger}: {form}",
    text=(
        "«{form}» ({code}), rule set {version}: trigger {trigger} «{trigger_title}» switched itself off. {reason}. "
        "The reports that it touched are checked again without it. Mend the rule in a new version of the set, or "
        "switch the trigger on again on the page of triggers that are switched off."
    ),
)
