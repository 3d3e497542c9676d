import { describe, expect, it } from "vitest";
import type { ElementWord } from "~/lib/api/types";
import { rowAt } from "./rows";

function element(path: string, repeats = false): ElementWord {
  return { path, repeats, type: repeats ? "row" : "number", label: null, place: null };
}

const ELEMENTS = [
  element("Отчетность.Итог"),
  element("Отчетность.Займы.Займ", true),
  element("Отчетность.Займы.Займ.Остаток"),
  element("Отчетность.Займы.Займ.Платежи.Платеж", true),
  element("Отчетность.Займы.Займ.Платежи.Платеж.Сумма"),
];
const LOAN = ["Отчетность", "Займы", "Займ"];

describe("the row that names are relative to", () => {
  it.each([
    ["", []],
    ["Отчетность.Итог > ", []],
    ["ДЛЯ КАЖДОЙ Отчетность.Займы.Займ", []],
    ["ДЛЯ КАЖДОЙ Отчетность.Займы.Займ: ", LOAN],
    ["FOR EACH Отчетность.Займы.Займ: Остаток > 0 И ", LOAN],
    ["СУММА(Отчетность.Займы.Займ.Остаток ГДЕ ", LOAN],
    ["СУММА(Отчетность.Займы.Займ.Остаток ГДЕ Остаток > 0) = ", []],
    ["Отчетность.Займы.Займ[", LOAN],
    ["Отчетность.Займы.Займ[Остаток = 1].", []],
    ["ДЛЯ КАЖДОЙ Отчетность.Займы.Займ: СУММА(Платежи.Платеж.Сумма ГДЕ ", [...LOAN, "Платежи", "Платеж"]],
    ["ДЛЯ КАЖДОЙ Отчетность.Займы.Займ: СУММА(Платежи.Платеж.Сумма) <= ", LOAN],
    ['ДЛЯ КАЖДОЙ Отчетность.Займы.Займ: "текст ГДЕ (" = ', LOAN],
    ["ДЛЯ КАЖДОЙ `Отчетность`.Займы.Займ: КОРЕНЬ.Отчетность.Итог = ", LOAN],
  ])("after «%s»", (before, row) => {
    expect(rowAt(before, ELEMENTS)).toEqual(row);
  });
});
