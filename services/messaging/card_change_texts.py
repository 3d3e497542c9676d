"""The words of notices about changes of a card, Russian first: which fields, never their values, nor anyone's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contracts.card_changes import CardChangeState
from services.messaging.texts import Words


class CardNews(StrEnum):
    """What happened to a request; also the kind of its notice, which tells the icon."""

    OPENED = "card_change_opened"
    ACCEPTED = "card_change_accepted"
    REFUSED = "card_change_refused"


OF_ANSWER = {CardChangeState.ACCEPTED: CardNews.ACCEPTED, CardChangeState.REFUSED: CardNews.REFUSED}


@dataclass(frozen=True)
class CardChangeCatalogue:
    """One language. `marks` stand in brackets before a title: the state is read first."""

    title: str
    marks: Mapping[CardNews, str]
    texts: Mapping[CardNews, str]
    fields: Mapping[str, str]

    def words(self, news: CardNews, member: str, fields: Sequence[str]) -> Words:
        listed = ", ".join(self.fields.get(field, field) for field in fields)
        title = self.title.format(mark=self.marks[news], member=member)
        return Words(title, self.texts[news].format(member=member, fields=listed))


RU = CardChangeCatalogue(
    title="[{mark}] Изменение сведений: {member}",
    marks={
        CardNews.OPENED: "Ждет ответа",
        CardNews.ACCEPTED: "Подтверждено",
        CardNews.REFUSED: "Отказано",
    },
    texts={
        CardNews.OPENED: "{member} просит изменить сведения в реестре: {fields}. Подтвердите их или откажите.",
        CardNews.ACCEPTED: "СРО подтвердила изменение сведений об организации: {fields}. Они уже в реестре.",
        CardNews.REFUSED: (
            "СРО отказала в изменении сведений об организации: {fields}. Причина указана в личном кабинете, в разделе "
            "«Организация»."
        ),
    },
    fields={
        "full_name": "полное наименование",
        "short_name": "краткое наименование",
        "kpp": "КПП",
        "email": "электронная почта",
        "phone": "телефон",
        "website": "сайт",
        "legal_address": "адрес юридического лица",
        "postal_address": "почтовый адрес",
        "head_name": "руководитель",
        "head_position": "должность руководителя",
        "authorised": "уполномоченные лица",
    },
)

EN = CardChangeCatalogue(
    title="[{mark}] Change of the card: {member}",
    marks={
        CardNews.OPENED: "Awaits an answer",
        CardNews.ACCEPTED: "Confirmed",
        CardNews.REFUSED: "Refused",
    },
    texts={
        CardNews.OPENED: "{member} asks to have its card changed: {fields}. Confirm it or refuse.",
        CardNews.ACCEPTED: "The SRO confirmed the change of your organisation's card: {fields}. It is in the register.",
        CardNews.REFUSED: (
            "The SRO refused the change of your organisation's card: {fields}. The reason stands in the cabinet, "
            "under «Organisation»."
        ),
    },
    fields={
        "full_name": "full name",
        "short_name": "short name",
        "kpp": "КПП",
        "email": "e-mail",
        "phone": "phone",
        "website": "site",
        "legal_address": "legal address",
        "postal_address": "postal address",
        "head_name": "head",
        "head_position": "position of the head",
        "authorised": "authorised people",
    },
)

CATALOGUES = {"ru": RU, "en": EN}
