import type { ReactElement } from "react";
import { TimelinessBadge } from "~/components/TimelinessBadge";
import type { Report } from "~/lib/api/types";
import { ownZone } from "~/lib/dates";
import { usePreferences } from "~/lib/preferences";
import { useServerNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import { dueDay, dueInOwnZone, timeLeft } from "./due";
import styles from "./cells.module.css";

/** The term: date and weekday in Moscow, the same on the reader's clock, what is left, and whether it was kept. */
export function DueCell({ report }: { report: Report }): ReactElement {
  const t = useTexts();
  const { language } = usePreferences();
  const now = useServerNow(30_000);
  const { due_date: due } = report;
  const left = timeLeft(report, now, t);
  const ahead = !report.submitted_at && report.timeliness !== "overdue";
  const own = due && ahead ? dueInOwnZone(due, ownZone(), language) : null;
  return (
    <div className={styles.stack}>
      {due ? (
        <span>
          <span className={styles.day}>{dueDay(due, language)}</span> <span className={`nowrap ${styles.small}`}>23:59 {t.shell.moscow}</span>
        </span>
      ) : (
        <span>{t.reports.noTerm}</span>
      )}
      {own && (
        <span className={styles.small}>
          {t.shell.yours} {own}
        </span>
      )}
      <TimelinessBadge report={report} />
      {left && <span className={report.timeliness === "overdue" ? styles.overdue : styles.left}>{left}</span>}
    </div>
  );
}
