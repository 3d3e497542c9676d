import { expect, test } from "vitest";
import type { CalendarEntry } from "~/lib/api/types";
import { dayKind, openTerms } from "./terms";

const entry = (date: string, kind: CalendarEntry["kind"] = "due", done = false): CalendarEntry => ({
  date,
  kind,
  done,
  title: "0420846",
  report_id: null,
  member_id: null,
  period_label: null,
  status: null,
});

test("missed terms come first, met ones and far ones are left out", () => {
  const entries = [entry("2026-12-01"), entry("2026-11-20"), entry("2026-11-25", "due", true), entry("2027-06-01")];
  expect(openTerms(entries, "2026-11-23").map(({ date }) => date)).toEqual(["2026-11-20", "2026-12-01"]);
});

test("the official calendar overrules the weekday", () => {
  const entries = [entry("2026-11-04", "day_off"), entry("2025-11-01", "worked_weekend")];
  expect(dayKind("2026-11-04", entries)).toBe("off");
  expect(dayKind("2025-11-01", entries)).toBe("worked");
  expect(dayKind("2026-11-07", entries)).toBe("off");
  expect(dayKind("2026-11-05", entries)).toBe("worked");
});
