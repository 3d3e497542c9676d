import { expect, test } from "vitest";
import { ru } from "~/locales/ru";
import { cellHref, cellKey, nameOf, placeOf } from "./places";

const cell = { path: "Т.С.О", label: null, section: "Раздел 3", form_line: null, column: "4", row: 2, row_key: "7.2" };

test("a place is told by section, line or row, and column", () => {
  expect(placeOf(cell, ru)).toBe("Раздел 3, строка 7.2 (2-я по счету), графа 4");
  expect(placeOf({ ...cell, row_key: null }, ru)).toBe("Раздел 3, 2-я строка таблицы, графа 4");
  expect(placeOf({ ...cell, row: null, row_key: null, form_line: "8" }, ru)).toBe("Раздел 3, строка 8, графа 4");
  expect(placeOf({ ...cell, section: null, column: null, row: null, row_key: null }, ru)).toBe("");
});

test("the way to a cell names its row and the trigger to come back to", () => {
  const query = new URLSearchParams(cellHref("id", cell, "П-01").split("?")[1]);
  expect(Object.fromEntries(query)).toEqual({ cell: "Т.С.О", row: "2", from: "П-01" });
  expect(cellHref("id", { path: "А&Б", row: null }, null)).toBe("/submissions/id/form?cell=%D0%90%26%D0%91");
});

test("a cell is known by its path and row, and called by its label", () => {
  expect(cellKey(cell)).toBe("Т.С.О@2");
  expect(cellKey({ path: "А", row: null })).toBe("А@");
  expect([nameOf(cell), nameOf({ ...cell, label: "Остаток" })]).toEqual(["О", "Остаток"]);
});
