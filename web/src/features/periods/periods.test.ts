import { expect, test } from "vitest";
import { lastEnded, periodOptions } from "./periods";

test("the period that ended last is offered first, also over a year's end", () => {
  expect(lastEnded("quarter", "2026-11-23")).toEqual({ year: 2026, number: 3 });
  expect(lastEnded("quarter", "2026-02-01")).toEqual({ year: 2025, number: 4 });
  expect(lastEnded("month", "2026-01-15")).toEqual({ year: 2025, number: 12 });
  expect(lastEnded("year", "2026-11-23")).toEqual({ year: 2025, number: 1 });
});

test("periods are named in words", () => {
  expect(periodOptions("quarter", "квартал", "ru").map(({ label }) => label)).toEqual([
    "I квартал",
    "II квартал",
    "III квартал",
    "IV квартал",
  ]);
  expect(periodOptions("month", "месяц", "ru")[8]?.label).toBe("сентябрь");
});
