import type { AuthorisedPerson, EditedCard, OrganisationCard, WantedCard } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import type { Texts } from "~/locales/ru";

/** Fields that an organisation may ask to have changed; the staff edit them too. */
export const DETAILS = [
  "full_name",
  "short_name",
  "kpp",
  "email",
  "phone",
  "website",
  "legal_address",
  "postal_address",
  "head_name",
  "head_position",
] as const;
/** What only the staff edit besides. */
export const STAFF_ONLY = ["registry_number", "cbr_number", "cbr_registered_on"] as const;

export type DetailField = (typeof DETAILS)[number];
export type TextField = DetailField | (typeof STAFF_ONLY)[number];
export type PersonDraft = Record<keyof AuthorisedPerson, string>;

/** A card as it is edited: every field a text. */
export interface CardDraft {
  texts: Record<TextField, string>;
  type: OrganisationCard["type"];
  authorised: PersonDraft[];
}

export type CardGroup = readonly [keyof Texts["card"]["groups"], readonly (keyof OrganisationCard)[]];

export const GROUPS: readonly CardGroup[] = [
  ["organisation", ["full_name", "short_name", "inn", "ogrn", "kpp", "type"]],
  [
    "membership",
    ["status", "status_since", "status_grounds", "included_on", "registry_number", "cbr_number", "cbr_registered_on"],
  ],
  ["contacts", ["email", "phone", "website", "legal_address", "postal_address"]],
  ["people", ["head_name", "head_position"]],
];

const DATES: ReadonlySet<string> = new Set(["status_since", "included_on", "cbr_registered_on"]);

/** A value of a card as people read it; null stays null. */
export function fieldText(field: string, value: string | null, t: Texts): string | null {
  if (value === null) return null;
  if (DATES.has(field)) return formatDate(value);
  if (field === "status") return t.members.statuses[value as OrganisationCard["status"]];
  if (field === "type") return t.members.types[value as OrganisationCard["type"]];
  return value;
}

export function draftOf(card: OrganisationCard): CardDraft {
  const texts = Object.fromEntries([...DETAILS, ...STAFF_ONLY].map((field) => [field, card[field] ?? ""]));
  return { texts: texts as CardDraft["texts"], type: card.type, authorised: card.authorised.map(personDraft) };
}

export function personDraft(person: Partial<AuthorisedPerson> = {}): PersonDraft {
  const { name, position, authority, valid_until, phone, email } = person;
  return {
    name: name ?? "",
    position: position ?? "",
    authority: authority ?? "",
    valid_until: valid_until ?? "",
    phone: phone ?? "",
    email: email ?? "",
  };
}

/** What an organisation itself may ask for, out of all that a draft holds. */
export function detailsOf(draft: CardDraft): Omit<WantedCard, "comment"> {
  const content = contentOf(draft);
  const plain = Object.fromEntries(DETAILS.map((field) => [field, content[field] ?? null]));
  return { ...plain, full_name: content.full_name, short_name: content.short_name, authorised: content.authorised };
}

/** The draft as it travels: an empty text is no value. */
export function contentOf({ texts, type, authorised }: CardDraft): Omit<EditedCard, "grounds"> {
  const plain = Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text.trim() || null]));
  return {
    ...plain,
    full_name: texts.full_name.trim(),
    short_name: texts.short_name.trim(),
    type,
    authorised: authorised.map((person) => ({
      name: person.name.trim(),
      position: person.position.trim() || null,
      authority: person.authority.trim(),
      valid_until: person.valid_until || null,
      phone: person.phone.trim() || null,
      email: person.email.trim() || null,
    })),
  };
}

/** Fields that must not be empty, and are; by the names that the server gives them. */
export function emptyFields({ texts, authorised }: CardDraft): string[] {
  const names = (["full_name", "short_name"] as const).filter((field) => !texts[field].trim());
  const people = authorised.flatMap((person, n) =>
    (["name", "authority"] as const).filter((field) => !person[field].trim()).map((field) => `authorised.${String(n)}.${field}`),
  );
  return [...names, ...people];
}
