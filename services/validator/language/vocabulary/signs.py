"""The signs of the language, for its reference; the lexer knows their spelling."""

from __future__ import annotations

from typing import Final

from services.validator.language.vocabulary.definition import Definition

HELD, FIRED = "выполнен", "сработал"
NOT_EVALUABLE = "не удалось проверить"


def _sign(sign: str, signature: str, summary: str, summary_en: str, *examples: tuple[str, str]) -> Definition:
    return Definition(
        kind="operator",
        key=sign,
        terminal="",
        russian=sign,
        english=sign,
        signature=signature,
        signature_en=signature,
        summary=summary,
        summary_en=summary_en,
        examples=examples,
    )


SIGNS: Final = (
    _sign(
        ".",
        "А.Б",
        "элемент внутри элемента, имена от корня файла",
        "an element in an element, names from the root",
        ("Итоги.Задолженность = 150000.50", HELD),
    ),
    _sign(
        "@",
        "А.@имя",
        "атрибут элемента",
        "an attribute",
        ('Организация.@вид = "МКК"', HELD),
    ),
    _sign(
        "`",
        "`имя`",
        "имя с необычными знаками или совпавшее со словом языка",
        "a name with odd characters, or one that is a word of the language",
        ("Итоги.`Задолженность` = 150000.50", HELD),
    ),
    _sign(
        "[ ]",
        "А[условие].Б",
        "выбор одной строки; имена - от строки",
        "the choice of one row; names are of the row",
        ('Займы.Займ[Номер = "2"].Остаток = 30000', HELD),
        ('Займы.Займ[Номер = "9"].Остаток = 30000', NOT_EVALUABLE),
    ),
    _sign(
        "+ - * /",
        "a + b",
        "арифметика; деление на ноль проверить нельзя",
        "arithmetic; division by zero can't be evaluated",
        ("Итоги.Задолженность - Итоги.ФизическиеЛица = Итоги.Предприниматели", HELD),
        ("Итоги.НМКК1 / 0 > 1", NOT_EVALUABLE),
    ),
    _sign(
        "= <> < <= > >=",
        "a = b",
        "сравнение; тексты сравниваются только на = и <>",
        "comparison; only = and <> apply to texts",
        ("Итоги.НМКК1 >= 6.5", HELD),
        ('Организация.@вид <> "МФК"', HELD),
    ),
    _sign(
        "±",
        "a = b ± n, a = b ± n%",
        "допуск включительно: число или процент от правой стороны; с клавиатуры +/-",
        "an inclusive tolerance: a number, or per cent of the right side; typed +/-",
        ("Итоги.Задолженность = 150000 ± 1", HELD),
        ("Итоги.Задолженность = 149000 +/- 1%", HELD),
        ("Итоги.Задолженность = 149000 ± 0.5%", FIRED),
    ),
    _sign(
        "%",
        "5%",
        "сотая доля: 5% - это 0.05",
        "a hundredth: 5% is 0.05",
        ("5% = 0.05", HELD),
    ),
    _sign(
        "??",
        "путь ?? значение",
        "вместо того, чего нет или что пусто; нечитаемое не заменяется",
        "in place of what is absent or empty; never of what can't be read",
        ("Итоги.Прибыль ?? 0 = 0", HELD),
        ("Итоги.Просрочка ?? 0 = 0", NOT_EVALUABLE),
    ),
)
