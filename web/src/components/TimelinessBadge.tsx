import type { ReactElement } from "react";
import { dateIn, daysBetween } from "~/lib/dates";
import type { Report } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./badges.module.css";

type Dated = Pick<Report, "timeliness" | "due_date" | "submitted_at">;

export function daysLate(report: Dated): number {
  if (!report.due_date || !report.submitted_at) return 0;
  return Math.max(0, daysBetween(report.due_date, dateIn(report.submitted_at)));
}

/** Whether a report came in time: a badge of its own, never a part of the status. */
export function TimelinessBadge({ report }: { report: Dated }): ReactElement | null {
  const words = useTexts().statuses.timeliness;
  const { timeliness } = report;
  if (timeliness === "not_due") return null;
  const text = timeliness === "late" ? words.late(daysLate(report)) : words[timeliness];
  return (
    <span className={styles.timeliness} data-timeliness={timeliness}>
      {text}
    </span>
  );
}
