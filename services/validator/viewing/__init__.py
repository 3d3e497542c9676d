"""A report as people know it on paper, and what differs between two versions of it.

    picture = draw(data, file_name, form, window)           one window of sections, rows and columns
    changes = compare(before, after, form, offset, limit)   cells that differ, in the order of the form

Both are pure and blocking and raise `Refusal`: files of strangers go through `isolation`.
"""

from services.validator.viewing.comparing import Upload, compare
from services.validator.viewing.drawing import draw

__all__ = ["Upload", "compare", "draw"]
