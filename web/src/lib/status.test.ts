import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ru } from "~/locales/ru";
import { contrast } from "./contrast";
import { STATUSES, STATUS_TOKENS } from "./status";

const css = readFileSync(new URL("../app/styles/tokens.css", import.meta.url), "utf8");

function variable(name: string): string {
  const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1];
  if (!value) throw new Error(`tokens.css has no --${name}`);
  return value;
}

test.each(STATUSES)("%s is readable on its tint, on the page and on a card", (status) => {
  const { text, tint } = STATUS_TOKENS[status];
  for (const ground of [tint, variable("surface"), variable("paper")]) {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(7);
  }
});

test.each(["ink", "muted", "accent", "danger"])("%s text is readable on every ground", (name) => {
  for (const ground of ["surface", "paper", "rail", "accent-tint"]) {
    expect(contrast(variable(name), variable(ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(7);
  }
});

test("shapes and colours tell the statuses apart, and only one is green", () => {
  const tokens = Object.values(STATUS_TOKENS);
  expect(new Set(tokens.map((token) => token.shape)).size).toBe(5);
  const green = tokens.filter(({ text }) => {
    const [red = 0, greenPart = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
    return greenPart > red && greenPart > blue && greenPart - Math.max(red, blue) > 20;
  });
  expect(green).toEqual([STATUS_TOKENS.accepted]);
});

test("the words are those of the SRO's instruction", () => {
  expect(Object.values(ru.statuses.labels)).toEqual([
    "Не загружался",
    "На проверке",
    "Принят с ошибками",
    "Принят без ошибок",
    "Не удалось проверить на триггеры",
  ]);
});
