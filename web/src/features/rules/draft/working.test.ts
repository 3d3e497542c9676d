import { describe, expect, it } from "vitest";
import { emptyTrigger, nextCode } from "./working";

describe("the code of a new trigger", () => {
  it("goes on from the last one", () => {
    expect(nextCode([emptyTrigger("П-01"), emptyTrigger("П-09")])).toBe("П-10");
  });

  it("is one that nobody has", () => {
    expect(nextCode([emptyTrigger("П-02"), emptyTrigger("П-01")])).toBe("П-03");
  });

  it("of a copy stays beside what it was copied from", () => {
    expect(nextCode([emptyTrigger("К-07"), emptyTrigger("П-01")], "К-07")).toBe("К-08");
  });

  it("begins a series where there is none", () => {
    expect(nextCode([])).toBe("Т-01");
    expect(nextCode([emptyTrigger("итог")])).toBe("итог1");
  });
});
