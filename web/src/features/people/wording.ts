import type { PersonOfOrganisation, Registration, Role } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import type { Texts } from "~/locales/ru";

type Words = Texts["access"];

export function roleName(role: Role, t: Words): string {
  return role === "member_admin" ? t.roles.member_admin : t.roles.member_user;
}

/** «с 25.11.2026 по 30.11.2026» */
export function term(person: PersonOfOrganisation, t: Words): string {
  const from = formatDate(person.valid_from);
  return person.valid_until ? t.people.until(from, formatDate(person.valid_until)) : t.people.endless(from);
}

/** How an organisation stands to its term of registration, in words. */
export function standing(registration: Registration, t: Words): string {
  const { state, registered_on, working_days_left } = registration;
  const on = registered_on ? formatDate(registered_on) : "—";
  switch (state) {
    case "waiting":
      return t.registration.waiting(working_days_left);
    case "overdue":
      return t.registration.overdue(working_days_left);
    case "in_time":
      return t.registration.in_time(on);
    case "late":
      return t.registration.late(on);
    case "unknown":
      return t.registration.unknown;
  }
}
