import { expect, test } from "vitest";
import { ru } from "~/locales/ru";
import { faults, request, type Fields } from "./registration";

const FIELDS: Fields = {
  full_name: " ООО «Заем» ",
  short_name: "Заем",
  inn: "7707083893",
  ogrn: "1027700132195",
  type: "МКК",
  included_on: "2026-01-12",
  email: "",
  phone: " ",
};

test("a filled card has no faults, and travels without needless spaces", () => {
  expect(faults(FIELDS, ru.members)).toEqual({});
  expect(request(FIELDS)).toMatchObject({ full_name: "ООО «Заем»", email: null, phone: null });
});

test("missing and misshapen fields are named", () => {
  expect(faults({ ...FIELDS, short_name: " ", inn: "77070838", ogrn: "" }, ru.members)).toEqual({
    short_name: "Заполните это поле",
    inn: "Нужно 10 цифр",
    ogrn: "Заполните это поле",
  });
});
