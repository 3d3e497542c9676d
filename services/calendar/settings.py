"""Settings of calendar: the common ones alone."""

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """Nothing of its own yet; see `chassis.settings`."""
