import { expect, test } from "vitest";
import { formatDecimal } from "./numbers";

test.each([
  ["1500", "1500"],
  ["125400", "125\u00a0400"],
  ["-1234567.50", "−1\u00a0234\u00a0567,50"],
  ["99999999999999999999.99", "99\u00a0999\u00a0999\u00a0999\u00a0999\u00a0999\u00a0999,99"],
  ["2026-09-30", "2026-09-30"],
  ["МКК", "МКК"],
])("%s is shown as %s, without rounding", (value, shown) => {
  expect(formatDecimal(value)).toBe(shown);
});
