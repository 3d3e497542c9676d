import { expect, test } from "vitest";
import { enCount, ruCount } from "./plural";

test.each([
  [1, "1 триггер"],
  [3, "3 триггера"],
  [11, "11 триггеров"],
  [21, "21 триггер"],
  [112, "112 триггеров"],
])("%i in Russian", (n, expected) => {
  expect(ruCount(n, "триггер", "триггера", "триггеров")).toBe(expected);
});

test("English has two forms", () => {
  expect([enCount(1, "day"), enCount(2, "day")]).toEqual(["1 day", "2 days"]);
});
