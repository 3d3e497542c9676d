import { describe, expect, it } from "vitest";
import type { TriggerHealth } from "~/lib/api/types";
import { oversight } from "~/locales/ru/oversight";
import { inHours, quiet, share, unevaluated, worstFirst } from "./figures";

const QUIET: TriggerHealth = {
  code: "П-01",
  title: "Сумма равна итогу",
  fired: 0,
  not_evaluable_file: 0,
  not_evaluable_rule: 0,
  not_evaluable_system: 0,
  not_applicable: 0,
  suspended: false,
  mended: 0,
  mending_hours: null,
  disputed: 0,
  upheld: 0,
};

describe("health of triggers", () => {
  it("puts what is the rule's own fault before what fires most", () => {
    const often = { ...QUIET, code: "А", fired: 90 };
    const upheld = { ...QUIET, code: "Б", fired: 2, disputed: 2, upheld: 1 };
    const broken = { ...QUIET, code: "В", not_evaluable_rule: 1 };
    const off = { ...QUIET, code: "Г", suspended: true };
    expect(worstFirst([often, upheld, broken, off]).map(({ code }) => code)).toEqual(["Г", "В", "Б", "А"]);
    expect(worstFirst([{ ...QUIET, code: "Я" }, QUIET]).map(({ code }) => code)).toEqual(["П-01", "Я"]);
  });

  it("leaves out what did nothing, and never what is switched off", () => {
    expect(quiet({ ...QUIET, not_applicable: 7 })).toBe(true);
    expect(quiet({ ...QUIET, suspended: true })).toBe(false);
    expect(quiet({ ...QUIET, disputed: 1 })).toBe(false);
  });

  it("never says that what fires fires in none", () => {
    expect(share(1, 300)).toBe("< 1\u00a0%");
    expect(share(30, 300)).toBe("10\u00a0%");
    expect(share(3, 0)).toBe("");
  });

  it("names the causes that were met, the rule's first", () => {
    expect(unevaluated({ ...QUIET, not_evaluable_file: 3, not_evaluable_rule: 1 }, oversight.causes)).toEqual([
      "правило: 1",
      "файл: 3",
    ]);
    expect(unevaluated(QUIET, oversight.causes)).toEqual(["0"]);
  });

  it("tells a time to mend in hours, and in days where there are many", () => {
    expect(inHours(5.5, oversight)).toBe("5,5 ч");
    expect(inHours(60, oversight)).toBe("2,5 дн.");
  });
});
