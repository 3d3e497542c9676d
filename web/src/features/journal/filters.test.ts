import { describe, expect, it } from "vitest";
import { fileOf, filterParams, NOTHING, parseFilters } from "./filters";

describe("filters of the journal", () => {
  it("stand in the address and come back from it", () => {
    const filters = { ...NOTHING, from: "2026-11-01", act: "auth.signed_in", who: "Анна & Ко" };
    expect(parseFilters(filterParams(filters))).toEqual(filters);
    expect(filterParams(NOTHING).toString()).toBe("");
  });

  it("go with the file under the names of the interface", () => {
    expect(fileOf(NOTHING, "csv")).toBe("/api/v1/audit.csv");
    const file = fileOf({ ...NOTHING, act: "auth.signed_in", kind: "member", object: "7" }, "xlsx");
    expect(file).toBe("/api/v1/audit.xlsx?act=auth.signed_in&object_kind=member&object_id=7");
  });
});
