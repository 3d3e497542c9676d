import { enCount } from "~/lib/plural";
import type { Texts } from "../ru";

export const session: Texts["session"] = {
  title: "Sign in",
  lead: "For member organisations and staff of the SRO.",
  email: "E-mail",
  password: "Password",
  otp: "Confirmation code",
  otpHint: "A code of your application or one of the recovery codes",
  showPassword: "Show the password",
  submit: "Sign in",
  needEmail: "Enter the e-mail address",
  needPassword: "Enter the password",
  lost: "If the login is lost, ask the SRO: access is restored after a check.",
  ended: "The session has ended. Sign in again: you will come back to the same page.",
  pitch: ["Upload a report — the receipt comes at once.", "Checked against triggers in a second.", "Every error explained."],
};

export const calendar: Texts["calendar"] = {
  title: "Calendar",
  next: "Next terms",
  overdue: "Overdue",
  nothingDue: "No terms ahead",
  nothingDueText: "When the SRO opens a period, its term appears here.",
  month: "Month",
  list: "List",
  view: "View of the calendar",
  previous: "Previous month",
  following: "Next month",
  today: "Today",
  dayOff: "day off",
  workedDay: "working day",
  done: "sent",
  weekdays: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
  weekdaysLong: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  caption: (month) => `Calendar of terms: ${month}`,
  notices: "New in the inbox",
  allNotices: "The whole inbox",
  noNotices: "No new notices",
  empty: "Nothing in this month",
  inDays: (n) => (n === 0 ? "today" : n === 1 ? "tomorrow" : `in ${enCount(n, "day")}`),
  daysAgo: (n) => (n === 1 ? "yesterday" : `${enCount(n, "day")} ago`),
  yearMissing: "The working-day calendar of this year is not loaded: days off may be wrong.",
  members: (n) => enCount(n, "report"),
  more: (n) => `${String(n)} more`,
};

export const notices: Texts["notices"] = {
  title: "Inbox",
  caption: "Notices of the cabinet, newest first",
  unreadOnly: "Unread only",
  all: "All",
  filter: "Which notices to show",
  empty: "No notices yet",
  emptyText: "Results of checks and messages of the cabinet will appear here.",
  emptyUnread: "Nothing unread",
  unread: "new",
  read: "Read",
  markRead: "Mark as read",
  markReadOf: (title) => `Mark as read: ${title}`,
  open: "Open the report",
  openPlace: "Open",
};

export const organisation: Texts["organisation"] = {
  none: "You work for the SRO: you have no member card.",
  toMembers: "To the register of members",
};

export const members: Texts["members"] = {
  title: "SRO members",
  caption: "Register of SRO members",
  search: "Find by name, INN or OGRN",
  register: "Add to the register",
  registerTitle: "Add an organisation to the register",
  registered: (name) => `${name} was added to the register`,
  empty: "Nobody found",
  emptyText: "Change the search.",
  similar: "Nothing matches exactly. These come close:",
  exportXlsx: "Export as XLSX",
  exportCsv: "Export as CSV",
  importList: "Bring in a list",
  anyStatus: "Any state",
  reports: "Reports",
  fields: {
    full_name: "Full name",
    short_name: "Short name",
    inn: "INN",
    ogrn: "OGRN",
    type: "Kind",
    status: "State",
    included_on: "In the register since",
    email: "E-mail",
    phone: "Phone",
  },
  hints: { inn: "10 digits", ogrn: "13 digits" },
  required: "Fill in this field",
  digits: (n) => `${String(n)} digits are needed`,
  types: { МКК: "Microcredit company (МКК)", МФК: "Microfinance company (МФК)" },
  statuses: {
    applicant: "Applicant",
    member: "Member",
    suspended: "Suspended",
    excluded: "Excluded",
    left: "Left",
  },
};

export const forms: Texts["forms"] = {
  title: "Forms and triggers",
  caption: "Forms of reports",
  code: "Code",
  name: "Name",
  accepts: "Takes",
  periodKind: "Period",
  due: "Term",
  ruleSet: "Rule set",
  xtdd: "XTDD",
  files: (types) => `files: ${types}`,
  dueIn: { working: (n) => enCount(n, "working day"), calendar: (n) => enCount(n, "day") },
  kinds: { month: "month", quarter: "quarter", half: "half-year", year: "year" },
  version: (v, from) => `${v} since ${from}`,
  noRuleSet: "none yet",
  noTriggers: "has no triggers",
  parts: "Parts of the form",
  empty: "No forms yet",
  back: "All forms",
};

export const periods: Texts["periods"] = {
  title: "Terms",
  onlyAdmin: "Periods are opened by an administrator of the SRO.",
  lead: "Open a period: every obliged member gets a report with its term.",
  form: "Form",
  year: "Year",
  number: "Period",
  due: "Due",
  dueHint: "Leave it empty to have the term counted by the form's rule.",
  open: "Open the period",
  opened: (n, period, due) =>
    n === 0
      ? `The period “${period}” was already open for all. Due: ${due}.`
      : `The period “${period}” is open: ${enCount(n, "new report")}, due ${due}.`,
  rule: (days) => `By the form's rule: ${days} after the end of the period.`,
};

export const hotkeys: Texts["hotkeys"] = {
  title: "Keys",
  enabled: "Keys are on",
  enabledHint: "Turn them off if they get in the way of voice control or a screen reader.",
  search: "search",
  down: "next row",
  up: "previous row",
  open: "open the report",
  upload: "upload into the row",
  help: "this help",
};
