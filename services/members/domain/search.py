"""The forms in which names are searched and sorted: the order and the search depend on no database's locale."""

_QUOTES = str.maketrans("", "", "\"'«»„“”")
# The keys of a Russian keyboard as they read when the other layout was left on.
_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_KEYS = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)


def folded(text: str) -> str:
    """The form in which names are compared: one letter case, ё as е, no quotation marks, single spaces."""
    return " ".join(text.translate(_QUOTES).casefold().replace("ё", "е").split())


def search_text(full_name: str, short_name: str, inn: str, ogrn: str) -> str:
    """What a search looks into, a line a field, so that no match spans two of them."""
    return "\n".join((folded(full_name), folded(short_name), inn, ogrn))


def needle_of(search: str | None) -> str:
    """What was typed, as it is looked for; NUL, which no text of the database holds, is a space there too."""
    return folded((search or "").replace("\0", " "))


def other_layout(search: str | None) -> str:
    """What was meant when it was typed with the Latin layout left on («cthth» is «серер»); empty when it was not."""
    typed = (search or "").replace("\0", " ").casefold()
    return folded(typed.translate(_KEYS)) if any(letter in _LATIN_KEYS for letter in typed) else ""
