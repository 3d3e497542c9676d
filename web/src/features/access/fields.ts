import type { Texts } from "~/locales/ru";

export interface RequestFields {
  inn: string;
  organisation: string;
  name: string;
  email: string;
  position: string;
  comment: string;
}

export const EMPTY: RequestFields = { inn: "", organisation: "", name: "", email: "", position: "", comment: "" };

/** What is wrong with the fields, as far as the browser can tell. */
export function requestFaults(fields: RequestFields, t: Texts["access"]["request"]): Partial<RequestFields> {
  const found: Partial<RequestFields> = {};
  for (const name of ["inn", "organisation", "name", "email"] as const) if (!fields[name].trim()) found[name] = t.needed;
  if (!found.inn && !/^\d{10}$/.test(fields.inn.trim())) found.inn = t.innWrong;
  return found;
}

export interface NewcomerFields {
  name: string;
  password: string;
  again: string;
  read: boolean;
}

export type NewcomerFaults = Partial<Record<keyof NewcomerFields, string>>;

export function newcomerFaults(fields: NewcomerFields, rules: boolean, t: Texts["access"]["invitation"]): NewcomerFaults {
  return {
    ...(fields.name.trim() ? {} : { name: t.needed }),
    ...(fields.password ? {} : { password: t.needed }),
    ...(fields.again === fields.password ? {} : { again: t.differ }),
    ...(!rules || fields.read ? {} : { read: t.rulesNeeded }),
  };
}
