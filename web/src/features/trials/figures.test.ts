import { describe, expect, it } from "vitest";
import type { TriggerFigures } from "~/lib/api/types";
import { trials } from "~/locales/ru/trials";
import { changed, notEvaluable, worthShowing } from "./figures";

const QUIET: TriggerFigures = {
  code: "Т-01",
  title: "Сумма равна итогу",
  severity: "error",
  in_draft: true,
  fired: 0,
  newly: 0,
  gone: 0,
  same: 0,
  not_applicable: 0,
  not_evaluable_file: 0,
  not_evaluable_rule: 0,
  not_evaluable_system: 0,
};

describe("figures of a trial", () => {
  it("tells a trigger that fires as before from one that changes", () => {
    expect(changed({ ...QUIET, fired: 5, same: 5 })).toBe(false);
    expect(changed({ ...QUIET, gone: 1 })).toBe(true);
    expect(changed({ ...QUIET, not_evaluable_rule: 1 })).toBe(true);
  });

  it("leaves out a trigger that the draft has not and that did nothing", () => {
    expect(worthShowing({ ...QUIET, in_draft: false })).toBe(false);
    expect(worthShowing(QUIET)).toBe(true);
  });

  it("names the causes that were met", () => {
    expect(notEvaluable({ ...QUIET, not_evaluable_file: 3, not_evaluable_system: 1 }, trials.causes)).toEqual([
      "файл: 3",
      "сбой: 1",
    ]);
    expect(notEvaluable(QUIET, trials.causes)).toEqual(["0"]);
  });
});
