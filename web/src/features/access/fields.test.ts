import { describe, expect, it } from "vitest";
import { ru } from "~/locales/ru";
import { EMPTY, newcomerFaults, requestFaults } from "./fields";
import { secretOf } from "./queries";

const { request, invitation } = ru.access;

describe("an access request", () => {
  it("names each field that is empty", () => {
    expect(Object.keys(requestFaults(EMPTY, request))).toEqual(["inn", "organisation", "name", "email"]);
  });

  it("takes an ИНН of ten digits alone", () => {
    const fields = { ...EMPTY, organisation: "Берег", name: "Олег", email: "o@example.org" };
    expect(requestFaults({ ...fields, inn: " 7707083893 " }, request)).toEqual({});
    expect(requestFaults({ ...fields, inn: "770708389" }, request)).toEqual({ inn: request.innWrong });
  });
});

describe("an acceptance", () => {
  const whole = { name: "Олег", password: "Пять зеленых холмов 7", again: "Пять зеленых холмов 7", read: true };

  it("needs the rules to be read where there are any", () => {
    expect(newcomerFaults({ ...whole, read: false }, true, invitation)).toEqual({ read: invitation.rulesNeeded });
    expect(newcomerFaults({ ...whole, read: false }, false, invitation)).toEqual({});
  });

  it("needs the same password twice", () => {
    expect(newcomerFaults({ ...whole, again: "" }, true, invitation)).toEqual({ again: invitation.differ });
  });
});

describe("the secret of a link", () => {
  it("stands behind the number sign", () => {
    expect(secretOf(`#${"A".repeat(43)}`)).toBe("A".repeat(43));
    expect(secretOf("")).toBeNull();
    expect(secretOf("#../../etc/passwd/aaaaaaaa")).toBeNull();
  });
});
