import { expect, test } from "vitest";
import type { Report } from "~/lib/api/types";
import { ru } from "~/locales/ru";
import { dueInOwnZone, timeLeft } from "./due";
import { meaning } from "./meaning";
import { stages, waitNote } from "./stages";
import { matches, needsAction, parseView, viewParams } from "./view";

const REPORT: Report = {
  id: "1",
  member: { id: "m", name: "МКК «Заем»", inn: "7707083893" },
  form: { code: "0420846", title: "Отчет о микрофинансовой деятельности" },
  accepts: "xtdd",
  file_types: [],
  period: { kind: "quarter", start: "2026-01-01", end: "2026-03-31", label: "I квартал 2026 года" },
  ordinal: 1,
  reporting_date: "2026-03-31",
  due_date: "2026-04-30",
  working_days_left: 3,
  submitted_at: null,
  status: "not_submitted",
  status_label: "Не загружался",
  incoming_number: null,
  current_submission_id: null,
  submissions_count: 0,
  timeliness: "not_due",
  actor: "member",
  counts: null,
  reasons: [],
  explained: 0,
};
const say = (change: Partial<Report>) => meaning({ ...REPORT, ...change }, ru);
const left = (now: string, change: Partial<Report> = {}) => timeLeft({ ...REPORT, ...change }, new Date(now), ru);

test("the term is told in working days, then hours, then minutes", () => {
  expect(left("2026-04-27T09:00:00Z")).toBe("осталось 3 раб. дня");
  expect(left("2026-04-30T09:30:00Z", { working_days_left: 0 })).toBe("осталось 11 часов");
  expect(left("2026-04-30T20:30:30Z", { working_days_left: 0 })).toBe("осталось 30 минут");
  expect(left("2026-05-04T09:00:00Z", { working_days_left: -1 })).toBe("на 1 раб. день");
  expect(left("2026-04-27T09:00:00Z", { submitted_at: "2026-04-26T09:00:00Z" })).toBeNull();
});

test("a reader in another zone sees the last minute on the own clock", () => {
  expect(dueInOwnZone("2026-04-30", "Asia/Vladivostok", "ru")).toBe("01.05, пт, 06:59 (Владивосток)");
  expect(dueInOwnZone("2026-04-30", "Europe/Moscow", "ru")).toBeNull();
});

test("each status says what it means", () => {
  const submitted = { submitted_at: "2026-04-28T20:41:00Z", submissions_count: 1 };
  expect(say({})).toBe("Отчёт ещё не получен");
  expect(say({ ...submitted, status: "checking", timeliness: "on_time" })).toBe("Получен 23:41, идёт проверка, срок соблюдён");
  const counts = { held: 30, fired: 5, warnings: 1, not_evaluable: 0, not_applicable: 0 };
  expect(say({ ...submitted, status: "accepted_with_errors", counts, timeliness: "late" })).toBe(
    "Сработало 4 триггера, нужно исправить",
  );
});

test("«больше ничего не нужно» is said only when nothing is", () => {
  expect(say({ status: "accepted" })).toBe("Получен и проверен, осталось внести входящий номер");
  const number = { number: "ВН-1", date: "2026-05-01" };
  expect(say({ status: "accepted", incoming_number: number })).toBe("Получен и проверен, больше ничего не нужно");
});

test("a failed check names its cause, and keeps the term when the member is not at fault", () => {
  const reasons = (cause: "file" | "rule") => [{ code: "x", cause, text: "", element: null }];
  expect(say({ status: "check_failed", timeliness: "on_time", reasons: reasons("rule") })).toContain("Срок соблюдён");
  expect(say({ status: "check_failed", timeliness: "on_time", reasons: reasons("file") })).toBe(
    "Файл не того шаблона или повреждён",
  );
});

test("only what waits for the reader's side needs action", () => {
  const needs = (change: Partial<Report>, staff = false) => needsAction({ ...REPORT, ...change }, staff, "2026-04-10");
  expect(needs({})).toBe(true);
  expect(needs({ reporting_date: "2026-06-30" })).toBe(false);
  expect(needs({ status: "accepted", actor: "none" })).toBe(false);
  expect(needs({ status: "check_failed", actor: "sro" })).toBe(false);
  expect(needs({ status: "check_failed", actor: "sro" }, true)).toBe(true);
  expect(needs({ timeliness: "overdue" }, true)).toBe(true);
});

test("search finds every word anywhere in the row", () => {
  expect(matches(REPORT, "846 квартал")).toBe(true);
  expect(matches(REPORT, "846 полугодие")).toBe(false);
  expect(matches(REPORT, "")).toBe(true);
});

test("the view survives its way through the address", () => {
  const view = { action: false, year: 2025, status: "accepted" as const, member: null, search: "846" };
  expect(parseView(viewParams(view, 2026), 2026)).toEqual(view);
  expect(parseView(new URLSearchParams("year=x&status=green"), 2026)).toMatchObject({ action: true, year: 2026, status: null });
});

test("waiting is told only when it grows long", () => {
  const queue = { position: 3, eta_seconds: 20 };
  expect(waitNote(queue, 4, ru)).toBeNull();
  expect(waitNote(queue, 12, ru)).toBe("перед вами 3, около 20 с");
  expect(waitNote(queue, 61, ru)).toBe("дольше обычного, можно закрыть страницу, результат придёт на почту");
});

test("stages follow the check", () => {
  expect(stages("checking", "queued", ru).map((stage) => stage.state)).toEqual(["done", "next"]);
  expect(stages("checking", "checking", ru).map((stage) => stage.state)).toEqual(["done", "now"]);
  expect(stages("accepted", "", ru).map((stage) => stage.state)).toEqual(["done", "done"]);
});
