import { expect, test } from "vitest";
import { browserOf } from "./browsers";

const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

test("a browser is named by what tells it from those that it pretends to be", () => {
  expect(browserOf(CHROME)).toBe("Chrome 140, Windows");
  expect(browserOf(`${CHROME} YaBrowser/25.8.0`)).toBe("Яндекс Браузер 25, Windows");
  expect(browserOf(`${CHROME} OPR/121.0`)).toBe("Opera 121, Windows");
  expect(browserOf("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0")).toBe("Firefox 142, Linux");
});

test("what is no browser has no name", () => {
  expect(browserOf("python-httpx/0.28")).toBeNull();
});
