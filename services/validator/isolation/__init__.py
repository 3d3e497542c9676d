"""Every parse happens in a warm process that can be killed: a hostile file takes nothing but its own reader with it."""

from services.validator.isolation.pool import ReaderError, ReaderKilledError, ReaderPool, ReaderTimeoutError

__all__ = ["ReaderError", "ReaderKilledError", "ReaderPool", "ReaderTimeoutError"]
