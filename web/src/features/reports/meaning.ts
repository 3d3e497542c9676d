import type { Report } from "~/lib/api/types";
import { timeIn } from "~/lib/dates";
import type { Texts } from "~/locales/ru";

type Told = Pick<
  Report,
  | "accepts"
  | "counts"
  | "due_date"
  | "incoming_number"
  | "reasons"
  | "status"
  | "submissions_count"
  | "submitted_at"
  | "timeliness"
>;

/** What a status means for this report, in one or two short sentences. Promises are made only when they are true. */
export function meaning(report: Told, t: Texts): string {
  const sentences = BY_STATUS[report.status](report, t).filter((part) => part !== null);
  return sentences.join(", ");
}

type Sentences = (report: Told, t: Texts) => (string | null)[];

const BY_STATUS: Record<Report["status"], Sentences> = {
  not_submitted: ({ due_date: due }, t) => [
    due ? t.statuses.meaning.notSubmitted : t.statuses.meaning.notSubmittedNoTerm,
  ],
  checking: (report, t) => {
    const words = t.statuses.meaning;
    const time = report.submissions_count === 1 && report.submitted_at ? timeIn(report.submitted_at) : null;
    return [words.checking(time), inTime(report) ? words.termKept : null];
  },
  accepted_with_errors: (report, t) => {
    const words = t.statuses.meaning;
    const fired = (report.counts?.fired ?? 0) - (report.counts?.warnings ?? 0);
    return [words.fired(fired), inTime(report) ? words.inTime : null];
  },
  accepted: ({ accepts, counts, incoming_number: incoming }, t) => {
    const words = t.statuses.meaning;
    return [
      words.accepted,
      accepts === "files" ? words.noTriggers : null,
      counts?.warnings ? words.withWarnings(counts.warnings) : null,
      incoming ? words.nothingMore : words.enterNumber,
    ];
  },
  check_failed: (report, t) => {
    const cause = report.reasons[0]?.cause ?? "system";
    const kept = cause !== "file" && inTime(report) ? `. ${capital(t.statuses.meaning.termKept)}` : "";
    return [`${t.statuses.causes[cause]}${kept}`];
  },
};

function inTime({ timeliness }: Told): boolean {
  return timeliness === "on_time" || timeliness === "extended";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
