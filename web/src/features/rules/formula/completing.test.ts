import { describe, expect, it } from "vitest";
import type { FormulaWords } from "~/lib/api/types";
import { offersAt } from "./completing";

const WORDS: FormulaWords = {
  elements: [
    { path: "Отчетность.Итог", repeats: false, type: "number", label: "Задолженность, всего", place: "строка 1" },
    { path: "Отчетность.Займы.Займ", repeats: true, type: "row", label: "Займы", place: null },
    { path: "Отчетность.Займы.Займ.Остаток", repeats: false, type: "number", label: "Остаток долга", place: null },
    { path: "Отчетность.Займы.Займ.`КодISIN`", repeats: false, type: "text", label: null, place: null },
  ],
  words: [
    { word: "СУММА", synonyms: ["SUM"], kind: "function", signature: "СУММА(столбец)", summary: "сумма" },
    { word: "ГДЕ", synonyms: ["WHERE"], kind: "keyword", signature: "ГДЕ условие", summary: "только такие строки" },
    { word: "ЧЛЕН", synonyms: ["MEMBER"], kind: "context", signature: "ЧЛЕН.поле", summary: "карточка" },
  ],
  member_fields: ["ИНН", "Тип"],
  forms: [{ code: "0420841", title: "Состав органов" }],
};
const AROUND = { values: ["доля"], parameters: ["МИНИМУМ"] };

function texts(before: string): string[] {
  return offersAt(before, WORDS, AROUND)?.options.map((option) => option.text) ?? [];
}

describe("completion", () => {
  it("has nothing to offer for a number", () => {
    expect(offersAt("Отчетность.Итог >= 0", WORDS, AROUND)).toBeNull();
  });

  it("finds an element by a part of its path, and puts in the whole path", () => {
    expect(offersAt("1 + итог", WORDS, AROUND)).toMatchObject({ from: 4, options: [{ text: "Отчетность.Итог" }] });
  });

  it("finds an element by what it is called on paper", () => {
    expect(texts("задолженн")).toEqual(["Отчетность.Итог"]);
  });

  it("offers a row's own names inside the row, the others from the root", () => {
    expect(texts("ДЛЯ КАЖДОЙ Отчетность.Займы.Займ: ост")[0]).toBe("Остаток");
    expect(texts("ДЛЯ КАЖДОЙ Отчетность.Займы.Займ: isin")).toEqual(["`КодISIN`"]);
    expect(texts("ДЛЯ КАЖДОЙ Отчетность.Займы.Займ: итог")).toEqual(["КОРЕНЬ.Отчетность.Итог"]);
  });

  it("offers functions with their brackets, keywords, named values", () => {
    expect(texts("су")).toEqual(["СУММА()"]);
    expect(texts("где")).toEqual(["ГДЕ"]);
    expect(texts("до")).toContain("доля");
  });

  it("offers fields of the member's card, parameters and other forms where they belong", () => {
    expect(texts("ЧЛЕН.т")).toEqual(["ЧЛЕН.Тип"]);
    expect(texts('Отчетность.Итог > ПАРАМЕТР("')).toEqual(["МИНИМУМ"]);
    expect(texts('ФОРМА("04')).toEqual(["0420841"]);
  });

  it("is silent inside a text", () => {
    expect(texts('Отчетность.Итог = "итог')).toEqual([]);
  });
});
