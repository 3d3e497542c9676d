"""Personal data are erased when the law asks, and that is an act of its own."""

from dataclasses import dataclass
from uuid import uuid4

from chassis import asking, clock
from chassis.database import UnitOfWork
from contracts.journal import Actor, ActRecorded
from contracts.journal_acts import Act
from services.journal.repository import erasing
from services.journal.usecases import entering
from services.journal.usecases.entering import Told


class NothingToEraseError(Exception):
    """The journal knows nothing of this person."""


@dataclass(frozen=True)
class Wish:
    """Whom (`kind`: person or account), why (shown in place of what is erased: no personal data in it), and by whom."""

    kind: str
    id: str
    ground: str
    by: str


async def erase(uow: UnitOfWork, wish: Wish, key: bytes) -> tuple[int, int]:
    """The number of the act that erased, and how many rows lost something. Raises NothingToEraseError."""
    pseudonym = await erasing.pseudonym_of(uow.session, f"{wish.kind}:{wish.id}")
    if pseudonym is None:
        raise NothingToEraseError(f"{wish.kind} {wish.id}")
    origin = asking.origin.get()
    act = ActRecorded(
        act=Act.PERSON_ERASED,
        at=clock.now(),
        actor=Actor(name=wish.by, address=origin.address, user_agent=origin.user_agent),
        object_kind=wish.kind,
        object_id=wish.id,
        after={"ground": wish.ground},
    )
    [link] = await entering.append(uow, [Told(f"erasure-{uuid4()}", act)], key)
    return link.number, await erasing.erase(uow.session, pseudonym, link.number)
