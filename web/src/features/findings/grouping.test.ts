import { expect, test } from "vitest";
import type { Causes, Cell, Finding } from "~/lib/api/types";
import { ru } from "~/locales/ru";
import { grouped, groupingOf } from "./grouping";

const cell = (path: string, section: string | null): Cell => ({
  path,
  section,
  label: null,
  value: "1",
  line: 1,
  form_line: null,
  column: null,
  row: null,
  row_key: null,
  suggested: null,
  elsewhere: false,
});

const finding = (code: string, ...cells: Cell[]): Finding => ({
  code,
  cells,
  title: code,
  outcome: "fired",
  severity: "error",
  cause: null,
  element: null,
  message: null,
  hint: null,
  source: null,
  formula: "",
  formula_filled: null,
  left: null,
  right: null,
  difference: null,
  expected: null,
  cells_total: cells.length,
  rows: [],
  rows_total: 0,
  not_evaluated_rows: [],
  not_evaluated_rows_total: 0,
  rows_left_out: 0,
  repeated: 0,
});

const X = cell("x", "Раздел 10");
const Y = cell("y", "Раздел 2");
const FINDINGS = [finding("П-10", X), finding("П-2", X, Y), finding("А-1"), finding("В", Y)];
const CAUSES: Causes = {
  firings: 4,
  begin: 1,
  explained: 2,
  total: 2,
  unexplained: ["А-1"],
  items: [
    { cell: X, codes: ["П-10", "П-2"], firings: 2, suggested: null },
    { cell: Y, codes: ["П-2", "В"], firings: 1, suggested: null },
  ],
};

const codes = (...of: Parameters<typeof grouped>) => grouped(...of).map((group) => group.findings.map(({ code }) => code));

test("each trigger stands once, under the first cause that explains it, and the unexplained last", () => {
  expect(codes(FINDINGS, "causes", CAUSES, ru)).toEqual([["П-10", "П-2"], ["В"], ["А-1"]]);
});

test("until the causes are there, triggers stand by code", () => {
  expect(codes(FINDINGS, "causes", undefined, ru)).toEqual([["А-1", "В", "П-2", "П-10"]]);
  expect(codes(FINDINGS, "triggers", CAUSES, ru)).toEqual([["А-1", "В", "П-2", "П-10"]]);
});

test("sections come in the order of their numbers, what has none last", () => {
  expect(grouped(FINDINGS, "sections", CAUSES, ru).map(({ title, findings }) => [title, findings.length])).toEqual([
    ["Раздел 2", 1],
    ["Раздел 10", 2],
    ["Без раздела", 1],
  ]);
});

test("an unknown grouping in the address is the usual one", () => {
  expect([groupingOf("sections"), groupingOf("x"), groupingOf(null)]).toEqual(["sections", "causes", "causes"]);
});
