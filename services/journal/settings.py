"""Settings of the journal (`KABINET_…`)."""

from pydantic import SecretStr

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """`journal_key` seals the chain. It is never in the database: who can write there still cannot forge a row.

    At least 16 characters; it stays the same for the life of the chain.
    """

    journal_key: SecretStr = SecretStr("")
    # How often it is asked whether a day has ended whose root is not written.
    journal_root_check_seconds: float = 60
