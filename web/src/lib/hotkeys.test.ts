import { expect, test } from "vitest";
import { keyOf } from "./hotkeys";

test.each([
  ["j", "KeyJ", "j"],
  ["о", "KeyJ", "j"],
  ["г", "KeyU", "u"],
  [".", "Slash", "/"],
  [",", "Slash", "?"],
  ["?", "Slash", "?"],
  ["Enter", "Enter", "Enter"],
])("%s on the key %s means %s", (key, code, expected) => {
  expect(keyOf({ key, code })).toBe(expected);
});
