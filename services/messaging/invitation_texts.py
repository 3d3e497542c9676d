"""The words of the mail with an invitation. The name that was typed for the invited person is not among them."""

from chassis.clock import MOSCOW
from contracts.access import InvitationIssued
from services.messaging.texts import Words

LINK = "Принять приглашение"
_TITLE = "[Приглашение] Доступ в личный кабинет: {organisation}"
_TEXT = (
    "{invited_by} приглашает вас работать в личном кабинете от имени организации: {organisation}. По ссылке вы "
    "подтвердите адрес почты, прочитаете правила пользования и зададите свой пароль. Ссылка действует до {until} МСК "
    "и срабатывает один раз; не пересылайте ее. Если вы не ждали приглашения, ничего делать не нужно."
)


def words(event: InvitationIssued) -> Words:
    """Title and text; the SRO's rules are in Russian, and so is the mail."""
    parts = {
        "organisation": event.organisation,
        "invited_by": event.invited_by,
        "until": event.expires_at.astimezone(MOSCOW).strftime("%d.%m.%Y %H:%M"),
    }
    return Words(_TITLE.format_map(parts), _TEXT.format_map(parts))
