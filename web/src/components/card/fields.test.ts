import { expect, test } from "vitest";
import type { OrganisationCard } from "~/lib/api/types";
import { en } from "~/locales/en";
import { ru } from "~/locales/ru";
import { contentOf, draftOf, emptyFields, fieldText, GROUPS, personDraft } from "./fields";

const CARD: OrganisationCard = {
  id: "1",
  revision: 3,
  inn: "7707083893",
  ogrn: "1027700132195",
  full_name: "ООО «Берег»",
  short_name: "Берег",
  type: "МКК",
  status: "member",
  status_since: "2019-03-12",
  status_grounds: null,
  included_on: "2019-03-12",
  email: null,
  phone: "+7 495 000-00-00",
  kpp: null,
  website: null,
  legal_address: null,
  postal_address: null,
  head_name: null,
  head_position: null,
  authorised: [{ name: "Лапин И. В.", position: null, authority: "Доверенность № 1", valid_until: null, phone: null, email: null }],
  registry_number: "СРО-1",
  cbr_number: null,
  cbr_registered_on: null,
};

test("a card that is not edited travels as it came", () => {
  const { id, revision, inn, ogrn, status, status_since, status_grounds, included_on, ...content } = CARD;
  expect(contentOf(draftOf(CARD))).toEqual(content);
  expect([id, revision, inn, ogrn, status, status_since, status_grounds, included_on]).toHaveLength(8);
});

test("an emptied field is no value, and spaces around are dropped", () => {
  const draft = draftOf(CARD);
  const edited = { ...draft, texts: { ...draft.texts, phone: "  ", website: " www.bereg.example " } };
  expect(contentOf(edited)).toMatchObject({ phone: null, website: "www.bereg.example" });
});

test("names, and a person's name and authority, must be there", () => {
  const draft = draftOf(CARD);
  expect(emptyFields(draft)).toEqual([]);
  const emptied = { ...draft, texts: { ...draft.texts, short_name: " " }, authorised: [...draft.authorised, personDraft()] };
  expect(emptyFields(emptied)).toEqual(["short_name", "authorised.1.name", "authorised.1.authority"]);
});

test("codes and dates read as words in both languages", () => {
  expect(fieldText("status", "excluded", ru)).toBe("Исключен");
  expect(fieldText("type", "МКК", en)).toBe("Microcredit company (МКК)");
  expect(fieldText("included_on", "2019-03-12", ru)).toBe("12.03.2019");
  expect(fieldText("phone", null, ru)).toBeNull();
});

test("every field that is shown has a name", () => {
  for (const [, fields] of GROUPS) for (const field of fields) expect(ru.card.fields[field], field).toBeTruthy();
});
