import { describe, expect, it } from "vitest";
import type { FormContent, FormElement, Outline } from "~/lib/api/types";
import { columnsOf, groups, isBlock, merge, paste } from "./content";

function element(path: string, part: Partial<FormElement> = {}): FormElement {
  const none = { label: null, section: null, line: null, column: null, key: null };
  return { path, type: "text", repeats: false, mandatory: true, ...none, ...part };
}

const THREE = [element("А.Б"), element("А.В"), element("А.Г")];

describe("pasting from a spreadsheet", () => {
  it("lays a column of labels over the rows in sight", () => {
    const pasted = paste(THREE, [0, 2], { row: 0, field: "label" }, "Первый\r\nВторой\r\nЛишний\r\n");
    expect(pasted.map(({ label }) => label)).toEqual(["Первый", null, "Второй"]);
  });

  it("lays a block over the columns to the right", () => {
    const pasted = paste(THREE, [0, 1, 2], { row: 1, field: "label" }, "Долг\tРаздел 2\t2.1\t3\tлишнее");
    expect(pasted[1]).toMatchObject({ label: "Долг", section: "Раздел 2", line: "2.1", column: "3" });
    expect(pasted[0]).toEqual(THREE[0]);
  });

  it("empties what is empty in the block", () => {
    const labelled = [element("А", { label: "старая" })];
    expect(paste(labelled, [0], { row: 0, field: "label" }, "\t\t").at(0)?.label).toBeNull();
  });

  it("tells one cell from a block", () => {
    expect(isBlock("одна ячейка\n")).toBe(false);
    expect(isBlock("две\nячейки")).toBe(true);
    expect(isBlock("две\tячейки")).toBe(true);
  });
});

describe("laying a sample over a form", () => {
  const content = {
    title: "Проба", accepts: "xtdd", file_types: [], edition: "", namespace: null, root: "^Мой$", versions: [],
    period: null, inn: null, due: null, elements: [element("А.Б", { label: "Правленая" }), element("А.Старый")],
  } as FormContent;
  const outline = {
    content: { ...content, edition: "2.0", root: "^Иной$", namespace: "^ns$", versions: ["2.0"] },
    elements: [{ ...element("А.Новый"), met: 1, empty: 0, keys: [] }, { ...element("А.Б"), met: 1, empty: 0, keys: [] }],
  } as unknown as Outline;

  it("keeps what was edited and adds what is new", () => {
    const merged = merge(content, outline);
    expect(merged.content.elements.map(({ path, label }) => [path, label])).toEqual([
      ["А.Новый", null], ["А.Б", "Правленая"], ["А.Старый", null],
    ]);
    expect([merged.added, merged.absent]).toEqual([1, 1]);
  });

  it("fills settings that are empty, and no others", () => {
    const { content: filled } = merge(content, outline);
    expect([filled.root, filled.namespace, filled.edition, filled.versions]).toEqual(["^Мой$", "^ns$", "2.0", ["2.0"]]);
  });
});

it("offers the columns of a row as its key", () => {
  expect(columnsOf([element("Т.Р"), element("Т.Р.Номер"), element("Т.Р.Код"), element("Т.Р.Код.А")], "Т.Р")).toEqual([
    "Номер", "Код",
  ]);
});

it("groups elements by section in their order", () => {
  const listed = [element("а", { section: "1" }), element("б", { section: "1" }), element("в"), element("г", { section: "1" })];
  expect(groups(listed, "").map(({ section, rows }) => [section, rows])).toEqual([["1", [0, 1]], ["", [2]], ["1", [3]]]);
  expect(groups(listed, "В").map(({ rows }) => rows)).toEqual([[2]]);
});
