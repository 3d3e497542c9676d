import { describe, expect, it } from "vitest";
import { differing } from "./words";

describe("two texts", () => {
  it("differ in the words that are not the same", () => {
    const [before, after] = differing("Сумма >= 0", "Сумма > 5");
    expect(before.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(["=", "0"]);
    expect(after.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(["5"]);
  });

  it("are told whole, each from its own pieces", () => {
    const [one, other] = ["ЕСЛИ А > 0 ТО Б = В", "ЕСЛИ Б > 0 ТО В = А ± 1"];
    const [before, after] = differing(one, other);
    expect(before.map(({ text }) => text).join("")).toBe(one);
    expect(after.map(({ text }) => text).join("")).toBe(other);
  });

  it("do not differ where they are the same", () => {
    expect(differing("А = Б", "А = Б")[0]).toEqual([{ text: "А = Б", differs: false }]);
  });

  it("are marked whole where comparing them would take long", () => {
    const long = "слово ".repeat(1000);
    expect(differing(long, "слово")[0]).toEqual([{ text: long, differs: true }]);
  });
});
