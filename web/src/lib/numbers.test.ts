import { expect, test } from "vitest";
import { formatDecimal, plainDecimal, subtractDecimals } from "./numbers";

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

test.each([
  ["1250.50", "1247", "3.5"],
  ["0.1", "0.3", "-0.2"],
  ["12345678901234567890.12", "12345678901234567890.11", "0.01"],
  ["-5", "-5.00", "0"],
  ["100", "99.999", "0.001"],
  ["МКК", "1", null],
])("%s less %s is %s, exactly", (one, other, difference) => {
  expect(subtractDecimals(one, other)).toBe(difference);
});

test.each([
  ["1 250,50", "1250.50"],
  ["1\u00a0250", "1250"],
  ["07.10.2026", "07.10.2026"],
])("%s of a file is %s", (raw, plain) => {
  expect(plainDecimal(raw)).toBe(plain);
});
