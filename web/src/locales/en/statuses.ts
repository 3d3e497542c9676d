import { enCount } from "~/lib/plural";
import type { Texts } from "../ru";

export const statuses: Texts["statuses"] = {
  labels: {
    not_submitted: "Not submitted",
    checking: "Being checked",
    accepted_with_errors: "Accepted with errors",
    accepted: "Accepted without errors",
    check_failed: "Could not be checked against triggers",
  },
  meaning: {
    notSubmitted: "Not received yet",
    notSubmittedNoTerm: "Not received yet. The term is not set: the calendar of that year is not loaded",
    checking: (time) => `Received${time ? ` ${time}` : ""}, being checked`,
    termKept: "in time",
    fired: (n) => `${enCount(n, "trigger")} fired, to be mended`,
    inTime: "received in time",
    accepted: "Received and checked",
    nothingMore: "nothing more is needed",
    enterNumber: "the incoming number is still to be entered",
    noTriggers: "this form has no triggers",
    withWarnings: (n) => enCount(n, "warning"),
  },
  causes: {
    file: "The file is of another template or damaged",
    rule: "A rule refers to an element that the form does not have",
    system: "A failure on our side",
  },
  mend: "Mend it and hand it in again",
  causeActs: {
    file: "Upload another file",
    rule: "Nothing is needed from you: the SRO will mend the rule and the report will be re-checked",
    system: "Nothing is needed from you: the report will be re-checked by itself",
  },
  timeliness: {
    not_due: "",
    due_soon: "due soon",
    overdue: "overdue",
    on_time: "in time",
    late: (days) => (days > 0 ? `${enCount(days, "day")} late` : "late"),
    extended: "term extended",
  },
  actors: { member: "you", sro: "the SRO", system: "the system", none: "nobody" },
  actorsForStaff: { member: "the member", sro: "you", system: "the system", none: "nobody" },
};
