"""Settings of members."""

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """The common settings are enough."""
