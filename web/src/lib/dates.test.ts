import { expect, test } from "vitest";
import * as dates from "./dates";

test("a plain date is never shifted", () => {
  expect(dates.formatDate("2026-04-30")).toBe("30.04.2026");
  expect(dates.weekday("2026-04-30", "ru")).toBe("чт");
});

test("an instant is shown in Moscow, also across midnight", () => {
  expect(dates.formatInstant("2026-04-30T21:30:00Z")).toBe("01.05.2026 00:30");
  expect(dates.timeIn("2026-04-30T20:41:07Z", dates.MOSCOW, true)).toBe("23:41:07");
});

test("a term runs out at midnight in Moscow", () => {
  expect(dates.endOfMoscowDay("2026-04-30").toISOString()).toBe("2026-04-30T21:00:00.000Z");
});

test("a reader in Vladivostok sees the same instant on the next morning", () => {
  const instant = new Date("2026-04-30T20:59:00Z");
  expect(dates.inOwnZone(instant, "Asia/Vladivostok", "ru")).toBe("01.05, пт, 06:59 (Владивосток)");
  expect(dates.inOwnZone(instant, "Europe/Moscow", "ru")).toBeNull();
});

test("a month's grid holds whole weeks from Monday", () => {
  const grid = dates.monthGrid("2026-11-01");
  expect([grid[0], grid.at(-1), grid.length]).toEqual(["2026-10-26", "2026-12-06", 42]);
});

test("days between dates count over a change of month and backwards", () => {
  expect(dates.daysBetween("2026-10-30", "2026-11-02")).toBe(3);
  expect(dates.daysBetween("2026-11-02", "2026-10-30")).toBe(-3);
});
