import { expect, it } from "vitest";
import type { Registration } from "~/lib/api/types";
import { ru } from "~/locales/ru";
import { standing, term } from "./wording";

const t = ru.access;
const ORGANISATION = { id: "1", name: "МКК «Берег»", inn: "7707083893" };

function registration(values: Partial<Registration>): Registration {
  return {
    organisation: ORGANISATION,
    included_on: "2026-10-30",
    due_on: "2026-11-09",
    registered_on: null,
    state: "waiting",
    working_days_left: null,
    invited: false,
    ...values,
  };
}

it("says how many working days are left, or how many it is overdue", () => {
  expect(standing(registration({ working_days_left: 2 }), t)).toBe("осталось 2 раб. дня");
  expect(standing(registration({ working_days_left: 0 }), t)).toBe("последний день");
  expect(standing(registration({ state: "overdue", working_days_left: -1 }), t)).toBe("просрочена на 1 раб. день");
});

it("says when an organisation registered, and whether in time", () => {
  const late = registration({ state: "late", registered_on: "2026-11-10" });
  expect(standing(late, t)).toBe("зарегистрирована 10.11.2026, с нарушением срока");
});

it("gives a deputy the last day", () => {
  const person = { id: "1", name: "Олег", email: "o@example.org", role: "member_user" as const, upcoming: false, blocked: false };
  const dates = { valid_from: "2026-11-25", last_seen_at: null };
  expect(term({ ...person, ...dates, valid_until: "2026-11-30" }, t)).toBe("с 25.11.2026 по 30.11.2026");
  expect(term({ ...person, ...dates, valid_until: null }, t)).toBe("с 25.11.2026, бессрочно");
});
