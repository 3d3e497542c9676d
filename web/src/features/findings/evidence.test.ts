import { expect, test } from "vitest";
import type { Cell, Finding } from "~/lib/api/types";
import { ru } from "~/locales/ru";
import { evidenceRows, expectation, hasChoice, relationOf } from "./evidence";

const cell = (path: string, value: string | null, label: string | null = null): Cell => ({
  path,
  value,
  label,
  line: 1,
  section: null,
  form_line: null,
  column: null,
  row: null,
  row_key: null,
  suggested: null,
  elsewhere: false,
});
const FINDING: Finding = {
  code: "П-01",
  title: "Сумма равна итогу",
  outcome: "fired",
  severity: "error",
  cause: null,
  element: null,
  message: null,
  hint: null,
  source: null,
  formula: "А.Всего = А.ФЛ + А.ЮЛ ± 1",
  formula_filled: "125400 = 98200 + 25700 ± 1",
  left: "125400",
  right: "123900",
  difference: "1500",
  expected: null,
  cells: [cell("А.Всего", "125 400,00", "Строка 1"), cell("А.ФЛ", "98200"), cell("А.ЮЛ", "25700")],
  cells_total: 3,
  rows: [],
  rows_total: 0,
  not_evaluated_rows: [],
  not_evaluated_rows_total: 0,
  rows_left_out: 0,
  repeated: 0,
};

test("the cell that is the left side carries what was expected and the difference", () => {
  const [total, part] = evidenceRows(FINDING, ru);
  expect(total).toMatchObject({ cell: { label: "Строка 1" }, expected: "123\u00a0900 ± 1", difference: "1500" });
  expect(part).toMatchObject({ cell: { path: "А.ФЛ" }, value: "98\u00a0200", expected: null, difference: null });
});

test("where no single cell is the left side, the comparison is a row of its own", () => {
  const rows = evidenceRows({ ...FINDING, left: "7", cells: [cell("А.Б", "3"), cell("А.В", "4")] }, ru);
  expect(rows).toHaveLength(3);
  expect(rows[2]).toMatchObject({ cell: null, value: "7", difference: "1500" });
});

test("a finding without a comparison shows its cells only", () => {
  const rows = evidenceRows({ ...FINDING, left: null, right: null, difference: null, formula_filled: null }, ru);
  expect(rows.map((row) => row.expected)).toEqual([null, null, null]);
});

test("the relation is put into words only when there is no doubt about it", () => {
  expect(relationOf("620 <= 610")).toBe("<=");
  expect(relationOf('"a = b" <> "c"')).toBe("<>");
  expect(relationOf("ЕСЛИ 1 > 0 ТО 2 = 3")).toBeNull();
  const filled = { ...FINDING, formula_filled: "620 <= 610", right: "610" };
  expect(expectation(filled, ru)).toBe("не больше 610");
  expect(expectation({ ...filled, expected: ">= 2026-07-16" }, ru)).toBe("не раньше 16.07.2026");
  expect(expectation({ ...FINDING, expected: null, right: null }, ru)).toBeNull();
});

test("each cell of an equation says what would mend it, with an exact difference", () => {
  const suggested = [cell("А", "125 400,00"), cell("Б", "98200"), cell("В", "25700")].map((one, n) => ({
    ...one,
    suggested: ["123900", "99700", "27200"][n] ?? null,
  }));
  const rows = evidenceRows({ ...FINDING, cells: suggested }, ru);
  expect(rows.map(({ expected, difference }) => [expected, difference])).toEqual([
    ["123\u00a0900 ± 1", "1500"],
    ["или исправьте на 99\u00a0700", "−1500"],
    ["или исправьте на 27\u00a0200", "−1500"],
  ]);
  const none = evidenceRows({ ...FINDING, left: "7", cells: suggested }, ru);
  expect(none.map((row) => row.expected)[1]).toBe("исправьте на 99\u00a0700");
  expect(none).toHaveLength(3);
  expect(hasChoice({ cells: suggested, rows: [] })).toBe(true);
  expect(hasChoice(FINDING)).toBe(false);
});
