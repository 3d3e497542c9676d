import { describe, expect, it } from "vitest";
import { fieldsOf } from "./state";

describe("what an act changed", () => {
  it("names each field once, with both sides", () => {
    expect(fieldsOf({ status: "member" }, { status: "excluded", grounds: "п. 3" })).toEqual([
      { name: "status", before: "member", after: "excluded" },
      { name: "grounds", before: null, after: "п. 3" },
    ]);
  });

  it("leaves out what says nothing, and keeps a zero and a no", () => {
    expect(fieldsOf(null, { a: null, b: "", c: 0, d: false })).toEqual([
      { name: "c", before: null, after: "0" },
      { name: "d", before: null, after: "false" },
    ]);
    expect(fieldsOf(null, null)).toEqual([]);
  });
});
