"""Paths of form 0420846, as in the built-in form file."""

from __future__ import annotations

from typing import Final

LETTER: Final = "СопроводительноеПисьмо"
REPORT: Final = "Отчетность"
REQUISITES: Final = f"{REPORT}.Раздел1Реквизиты"
BUREAUS: Final = f"{REQUISITES}.КоллекцияБКИ.БКИ"
FIGURES: Final = f"{REPORT}.Раздел2Показатели"
RESERVES: Final = f"{REPORT}.КоллекцияРаздел3Резервы.Раздел3Резервы.Раздел3Резервы_1"
CAPITAL: Final = f"{REPORT}.Раздел4Капитал"
FLOW: Final = f"{REPORT}.Раздел5Движение"
PORTFOLIO: Final = f"{REPORT}.КоллекцияРаздел6Портфель.Раздел6Портфель.Раздел6Портфель_1"
BALANCE: Final = f"{REPORT}.Раздел7Баланс"
BURDEN: Final = f"{REPORT}.Раздел8ДолговаяНагрузка"
LOANS: Final = f"{REPORT}.КоллекцияКрупныеЗаймы.КрупныеЗаймы.КрупныеЗаймы_1"

DEBT: Final = "Кол3_Таб3Задолженность"
RESERVE: Final = "Кол4_Таб3Резерв"

# Columns 3-12 of section 6.
COLUMNS: Final = {
    3: "Кол3_Таб6Задолженность",
    4: "Кол4_Таб6Просрочено",
    5: "Кол5_Таб6Договоров",
    6: "Кол6_Таб6ДоговоровСПросрочкой",
    7: "Кол7_Таб6Выдано",
    8: "Кол8_Таб6ВыданоДоговоров",
    9: "Кол9_Таб6Приобретено",
    10: "Кол10_Таб6ПриобретеноДоговоров",
    11: "Кол11_Таб6Погашено",
    12: "Кол12_Таб6ПогашеноДоговоров",
}
