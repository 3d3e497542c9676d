"""A dead letter is seen by an operator and sent back, without a second effect anywhere."""

from chassis.bus import Bus
from chassis.bus.dead_letters import dead_letters
from chassis.bus.permissions import OPERATOR
from chassis.settings import ServiceSettings
from contracts.auth import PERSON_CHANGED
from tests.in_process import settings_on
from tests.integration.chassis.test_events import CONSUMER, Seen, consuming, news
from tests.stack import TestNats
from tests.waiting import eventually


async def test_a_letter_is_sent_back_and_processed(settings: ServiceSettings, auth: Bus, nats: TestNats) -> None:
    seen = Seen(failures=CONSUMER.max_deliver)
    operator = settings_on(ServiceSettings, OPERATOR, nats)
    async with consuming(settings, seen), dead_letters(operator) as letters:
        await auth.publish_raw(PERSON_CHANGED.subject, b"{broken", {"Nats-Msg-Id": "one"})
        await eventually(letters.count)
        letter = (await letters.newest(10))[0]
        assert (letter.consumer, letter.subject, letter.reason) == (
            CONSUMER.name,
            PERSON_CHANGED.subject,
            "undecodable",
        )
        mended = type(letter)(**{**vars(letter), "payload": news("Вера").model_dump_json().encode()})
        seen.failures = 0
        await letters.replay(mended)
        await eventually(seen.count)
        assert seen.names == ["Вера"]
        assert await letters.count() == 0
        assert await letters.get(letter.sequence) is None


async def test_a_letter_that_is_sent_back_and_fails_again_is_a_letter_again(
    settings: ServiceSettings, auth: Bus, nats: TestNats
) -> None:
    async with consuming(settings, Seen()), dead_letters(settings_on(ServiceSettings, OPERATOR, nats)) as letters:
        await auth.publish_raw(PERSON_CHANGED.subject, b"{broken", {"Nats-Msg-Id": "one"})
        await eventually(letters.count)
        letter = (await letters.newest(10))[0]
        await letters.replay(letter)
        await eventually(letters.count)
        again = (await letters.newest(10))[0]
        assert again.sequence > letter.sequence
        assert (again.subject, again.payload, again.reason) == (letter.subject, letter.payload, letter.reason)
