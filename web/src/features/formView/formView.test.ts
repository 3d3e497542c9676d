import { expect, test } from "vitest";
import { written } from "./FormValue";
import { wantedOf } from "./queries";

test.each([
  ["cell=А.Б&row=7&section=3", { cell: "А.Б", row: 7 }],
  ["cell=А.Б", { cell: "А.Б" }],
  ["section=3&offset=50", { section: 3, offset: 50 }],
  ["section=-1&offset=x", { section: 0, offset: 0 }],
  ["", { section: 0, offset: 0 }],
])("the address %s asks for %o", (query, wanted) => {
  expect(wantedOf(new URLSearchParams(query))).toEqual(wanted);
});

test.each([
  ["1250.50", "number", "1250,50"],
  ["193 339,26", "number", "193\u00a0339,26"],
  ["2026-09-30", "date", "30.09.2026"],
  ["0420846", "text", "0420846"],
])("%s of type %s is written %s", (value, type, text) => {
  expect(written({ value, type })).toBe(text);
});
