"""A verdict for people at a terminal."""

from __future__ import annotations

from contracts.statuses import STATUS_LABELS_RU
from contracts.verdict import Finding, FindingRow, Outcome, Severity
from services.validator.engine import Verdict, for_screen

_OUTCOMES = {
    Outcome.HELD: "выполнен",
    Outcome.FIRED: "сработал",
    Outcome.NOT_EVALUABLE: "не удалось проверить",
    Outcome.NOT_APPLICABLE: "не применялся",
}
_CAUSES = {"file": "файл", "rule": "правило", "system": "система"}


def print_verdict(verdict: Verdict) -> None:
    """Status, counts, reasons, findings with their evidence, remarks on structure."""
    counts = verdict.counts
    print(STATUS_LABELS_RU[verdict.status])
    if verdict.rule_set:
        print(f"Форма {verdict.rule_set.form}, правила версии {verdict.rule_set.version or 'без номера'}")
    print(
        f"Выполнено: {counts.held}, сработало: {counts.fired} (из них предупреждений: {counts.warnings}), "
        f"не удалось проверить: {counts.not_evaluable}, не применялось: {counts.not_applicable}"
    )
    for reason in verdict.reasons:
        print(f"Причина ({_CAUSES[reason.cause.value]}): {reason.text}")
    for finding in verdict.findings:
        _print_finding(for_screen(finding))
    for remark in verdict.remarks:
        place = f", строка файла {remark.line}" if remark.line else ""
        awaited = f"; ожидалось: {remark.expected}" if remark.expected else ""
        print(f"Замечание к структуре: {remark.text}{place}{awaited}")


def _print_finding(finding: Finding) -> None:
    kind = "предупреждение" if finding.severity is Severity.WARNING else "триггер"
    print(f"\n{finding.code} · {kind} {_OUTCOMES[finding.outcome]} · {finding.title}")
    lines = {
        "Суть": finding.message if finding.message != finding.title else None,
        "Формула": finding.formula,
        "С числами": finding.formula_filled,
        "Слева": finding.left,
        "Справа": finding.right,
        "Разница": finding.difference,
        "Ожидалось": finding.expected,
        "Строки": _rows(finding.rows),
        "Не проверены строки": _rows(finding.not_evaluated_rows),
        "Как исправить": finding.hint,
        "Источник": finding.source,
    }
    for name, text in lines.items():
        if text:
            print(f"  {name}: {text}")
    for cell in finding.cells:
        place = f", строка файла {cell.line}" if cell.line else ""
        print(f"  {cell.label or cell.path}: {cell.value if cell.value is not None else 'нет'}{place}")


def _rows(rows: tuple[FindingRow, ...]) -> str:
    return ", ".join(f"{row.number} ({row.key})" if row.key else str(row.number) for row in rows)
