"""`check` as people and programs call it: a process, exit codes, JSON, Russian words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from services.validator.commands.check import main

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<av:ОКУД0420846_2_16_5_1 xmlns:av="http://www.it.ru/Schemas/Avior/МФО/OKUD0420846_2_16_5_Kvartalnaya/2.16.5/1">
  <av:Год>2026</av:Год>
  <av:ОтчетныйКвартал><av:Описание>3 квартал</av:Описание></av:ОтчетныйКвартал>
  <av:Всего>154 310,50</av:Всего>
  <av:Часть>154300.50</av:Часть>
</av:ОКУД0420846_2_16_5_1>
"""
RULES = """
form:
  code: "0420846"
  title: Отчет
  namespace: '^http://www\\.it\\.ru/Schemas/Avior/МФО/OKUD0420846_'
  root: '^ОКУД0420846(_|$)'
  period: {kind: quarter, year: Год, quarter: ОтчетныйКвартал.Описание}
  elements:
    - {path: Год, type: text}
    - {path: ОтчетныйКвартал.Описание, type: text}
    - {path: Всего, type: number, label: Всего}
    - {path: Часть, type: number}
version: "1"
effective_from: 2026-07-01
triggers:
  - code: П-01
    title: Итог
    formula: Всего = Часть ± TOLERANCE
    message: "расхождение {разница}"
    hint: Проверьте итог.
  - {code: К-01, title: Тип, severity: warning, when: ЕСТЬ(ЧЛЕН.Тип), formula: 'ЧЛЕН.Тип = "МКК"'}
"""


@pytest.fixture
def call(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    def run(*options: str, report: str | bytes = REPORT, rules: str = RULES, tolerance: str = "1") -> Any:
        (tmp_path / "r.xtdd").write_bytes(report if isinstance(report, bytes) else report.encode())
        (tmp_path / "rules.yaml").write_text(rules.replace("TOLERANCE", tolerance), encoding="utf-8")
        (tmp_path / "member.json").write_text('{"Тип": "МФК", "ИНН": "0077070838"}', encoding="utf-8")
        arguments = [str(tmp_path / "r.xtdd"), "--rules", str(tmp_path / "rules.yaml"), *options]
        code = main([str(tmp_path / "member.json") if option == "MEMBER" else option for option in arguments])
        return code, *capfd.readouterr()

    return run


def test_exit_codes_follow_the_status(call: Any) -> None:
    assert call(tolerance="10")[0] == 0
    assert call(tolerance="1")[0] == 1
    assert call(report=REPORT.replace("<av:Часть>154300.50</av:Часть>", ""))[0] == 2
    assert call(report="<x/>")[0] == 2
    assert call(rules=RULES.replace("Всего = Часть", "Всего = (Часть"))[0] == 3
    assert call("--on", "вчера")[0] == 3
    assert call("--nonsense")[0] == 3


def test_json_has_the_verdict_with_its_evidence(call: Any) -> None:
    code, out, _ = call("--json")
    verdict = json.loads(out)
    assert (code, verdict["status"]) == (1, "accepted_with_errors")
    assert verdict["counts"] == {"held": 0, "fired": 1, "warnings": 0, "not_evaluable": 1, "not_applicable": 0}
    finding = next(found for found in verdict["findings"] if found["code"] == "П-01")
    assert set(finding) == {
        *("code", "title", "outcome", "severity", "cause", "element", "message", "hint", "source", "formula"),
        *("formula_filled", "left", "right", "difference", "expected", "cells", "rows", "rows_left_out"),
        "not_evaluated_rows",
    }
    assert (finding["outcome"], finding["left"], finding["right"]) == ("fired", "154310.5", "154300.5")
    assert (finding["difference"], finding["expected"], finding["message"]) == ("10", "154300.5", "расхождение 10")
    assert finding["formula_filled"] == "154310.5 = 154300.5 ± 1"
    assert finding["cells"][0] == {"path": "Всего", "label": "Всего", "value": "154 310,50", "line": 5}
    untold = next(found for found in verdict["findings"] if found["code"] == "К-01")
    assert (untold["outcome"], untold["cause"]) == ("not_evaluable", "system")


def test_held_triggers_come_with_all_alone(call: Any) -> None:
    assert "П-01" not in call("--json", tolerance="10")[1]
    shown = json.loads(call("--json", "--all", tolerance="10")[1])["findings"]
    assert [(found["code"], found["outcome"]) for found in shown] == [("К-01", "not_evaluable"), ("П-01", "held")]


def test_the_members_card_is_read_as_text(call: Any) -> None:
    rules = RULES.replace('ЧЛЕН.Тип = "МКК"', 'ЧЛЕН.ИНН = "0077070838"')
    findings = json.loads(call("--json", "--all", "--member", "MEMBER", rules=rules)[1])["findings"]
    assert findings[0]["outcome"] == "held"


def test_the_reporting_date_chooses_whether_the_rule_set_is_in_force(call: Any) -> None:
    code, out, _ = call("--json", "--on", "2026-06-30")
    assert code == 2
    reason = json.loads(out)["reasons"][0]
    assert (reason["code"], reason["cause"]) == ("no_rule_set", "rule")


def test_a_verdict_in_russian_words(call: Any) -> None:
    _, out, _ = call("--member", "MEMBER")
    assert out.startswith("Принят с ошибками\n")
    for words in ("П-01", "расхождение 10", "С числами: 154310.5 = 154300.5 ± 1", "Как исправить: Проверьте итог."):
        assert words in out
    assert call(report="")[1].startswith("Не удалось проверить на триггеры\n")


def test_mistakes_of_the_rules_are_told_with_their_place(call: Any) -> None:
    code, out, err = call("--json", rules=RULES.replace("Всего = Часть", "Всего = (Часть"))
    assert code == 3
    assert "триггер П-01, поле formula: строка 1, столбец" in err
    assert json.loads(out)["errors"][0]["trigger"] == "П-01"


def test_the_command_line_of_the_service(tmp_path: Path) -> None:
    (tmp_path / "r.xtdd").write_text(REPORT, encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(RULES.replace("TOLERANCE", "10"), encoding="utf-8")
    command = [sys.executable, "-m", "services.validator", "check", str(tmp_path / "r.xtdd")]
    done = subprocess.run(
        [*command, "--rules", str(tmp_path / "rules.yaml"), "--json"], capture_output=True, check=False
    )
    assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "accepted")
    missing = subprocess.run([*command, "--rules", str(tmp_path / "none.yaml")], capture_output=True, check=False)
    assert missing.returncode == 3
    assert "не читается" in missing.stderr.decode()


OTHERS = (
    RULES
    + """
  - {code: С-01, title: Прошлый, formula: Всего = ПРОШЛЫЙ(Всего)}
  - {code: С-02, title: Год назад, formula: Всего = ГОДНАЗАД(Всего) + 1}
  - {code: С-03, title: Форма, formula: 'Всего = ФОРМА("0420841"; А.Б)'}
"""
)


def test_other_reports_are_given_as_files(call: Any, tmp_path: Path) -> None:
    code, out, _ = call("--json", rules=OTHERS, tolerance="20")
    outcomes = {finding["code"]: finding["outcome"] for finding in json.loads(out)["findings"]}
    assert (code, outcomes["С-01"], outcomes["С-02"], outcomes["С-03"]) == (0, *["not_applicable"] * 3)
    (tmp_path / "previous.xtdd").write_text(REPORT.replace("3 квартал", "2 квартал"), encoding="utf-8")
    (tmp_path / "other.xtdd").write_text("<Ф><А><Б>154310.5</Б></А></Ф>", encoding="utf-8")
    files = [f"--previous={tmp_path}/previous.xtdd", f"--year-ago={tmp_path}/previous.xtdd"]
    files.append(f"--form=0420841={tmp_path}/other.xtdd")
    code, out, _ = call("--json", "--all", *files, rules=OTHERS, tolerance="20")
    outcomes = {finding["code"]: finding["outcome"] for finding in json.loads(out)["findings"]}
    assert (code, outcomes["С-01"], outcomes["С-02"], outcomes["С-03"]) == (1, "held", "fired", "held")


@pytest.mark.parametrize("option", ["--form=0420841", "--form==x", "--form=0420841=missing.xtdd", "--previous=missing"])
def test_another_report_that_is_named_wrongly_is_a_wrong_call(call: Any, option: str) -> None:
    code, _, err = call(option)
    assert code == 3
    assert "0420841" in err or "missing" in err or "=x" in err
