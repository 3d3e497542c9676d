"""The rules of use of the cabinet: text by version, accepted by each person, again when they change."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from contracts import subjects
from contracts.auth import NoQuestion
from contracts.base import Done, Message, Rpc
from contracts.roles import EVERYONE, REGISTRARS

RulesText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=20, max_length=60_000, pattern=r"^[^\x00]*$")
]


class RulesOfUse(Message):
    """`in_force_from`: from that day (Moscow) whoever has not accepted this version is asked to first."""

    version: int
    text: str
    published_at: datetime
    in_force_from: date


class RulesForPerson(Message):
    """The newest version, and what the asker accepted last; `rules` null: none was published yet."""

    rules: RulesOfUse | None = None
    accepted_version: int | None = None
    accepted_at: datetime | None = None


class PublishRules(Message):
    text: RulesText
    in_force_from: date | None = Field(default=None, description="null: today; people may accept before")


class AcceptRules(Message):
    version: int
    address: str = ""


_GATEWAY = ("gateway",)

GET_RULES = Rpc(subjects.RULES_GET, NoQuestion, RulesForPerson, "auth", _GATEWAY, EVERYONE, always=True)
ACCEPT_RULES = Rpc(subjects.RULES_ACCEPT, AcceptRules, Done, "auth", _GATEWAY, EVERYONE, always=True)
PUBLISH_RULES = Rpc(subjects.RULES_PUBLISH, PublishRules, RulesOfUse, "auth", _GATEWAY, REGISTRARS)
