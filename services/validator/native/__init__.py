"""Columns of a report in C: the fast lane of the engine. Without it the engine goes the long way to the same verdict.

library()        what was built at set-up, None where there was no compiler
switched_off()   for a while the engine does without it: for tests and measurements
"""

from services.validator.native.library import Library, Report, library, switched_off

__all__ = ["Library", "Report", "library", "switched_off"]
