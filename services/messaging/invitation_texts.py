"""The words of invitations and access requests. A mail never holds a name that was typed for the invited person."""

from chassis.clock import MOSCOW
from contracts.access import AccessRequestPlaced, InvitationIssued
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


def request_words(event: AccessRequestPlaced) -> dict[str, Words]:
    """What staff read in the cabinet of a request: typed by a visitor, and not proved."""
    name, inn = event.organisation, event.inn
    return {
        "ru": Words(f"[Ждет решения] Заявка на доступ: {name}", f"ИНН {inn}. Решение принимают на странице «Доступ»."),
        "en": Words(f"[Awaits a decision] Access request: {name}", f"ИНН {inn}. Decide on the page «Access»."),
    }
