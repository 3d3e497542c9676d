import type { RegisterMember } from "~/lib/api/types";
import type { Texts } from "~/locales/ru";

export type Fields = Record<"full_name" | "short_name" | "inn" | "ogrn" | "included_on" | "email" | "phone", string> & {
  type: RegisterMember["type"];
};

const REQUIRED = ["full_name", "short_name", "inn", "ogrn", "included_on"] as const;
const DIGITS = { inn: 10, ogrn: 13 } as const;

/** What is wrong with the fields, as far as the browser can tell; checksums are the server's. */
export function faults(fields: Fields, t: Texts["members"]): Partial<Record<keyof Fields, string>> {
  const found: Partial<Record<keyof Fields, string>> = {};
  for (const name of REQUIRED) if (!fields[name].trim()) found[name] = t.required;
  for (const name of ["inn", "ogrn"] as const) {
    if (!found[name] && !new RegExp(`^\\d{${DIGITS[name]}}$`).test(fields[name].trim())) found[name] = t.digits(DIGITS[name]);
  }
  return found;
}

export function request(fields: Fields): RegisterMember {
  return {
    full_name: fields.full_name.trim(),
    short_name: fields.short_name.trim(),
    inn: fields.inn.trim(),
    ogrn: fields.ogrn.trim(),
    type: fields.type,
    included_on: fields.included_on,
    status: "member",
    email: fields.email.trim() || null,
    phone: fields.phone.trim() || null,
    authorised: [],
  };
}
