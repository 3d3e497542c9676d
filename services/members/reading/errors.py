"""What is told of a file that is no list."""

EXPECTED = "XLSX или CSV с колонкой «ИНН»"
EXPECTED_EN = "XLSX or CSV with a column «ИНН»"


class UnreadableListError(Exception):
    """`found` in Russian, `found_en` in English: parameters of the refusal."""

    def __init__(self, found: str, found_en: str) -> None:
        super().__init__(found_en)
        self.params = {"found": found, "found_en": found_en, "expected": EXPECTED, "expected_en": EXPECTED_EN}
