import type { ReactElement } from "react";
import { useSubmission } from "~/lib/api/submission";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import styles from "./ReportPage.module.css";

/** What happened to the current version: when, what, by whom, under which rule set. */
export function Timeline({ submissionId }: { submissionId: string }): ReactElement | null {
  const t = useTexts();
  const { data } = useSubmission(submissionId);
  if (!data || data.timeline.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="timeline">
      <h2 id="timeline">{t.report.timeline}</h2>
      <ol className={styles.timeline}>
        {data.timeline.map((entry) => (
          <li key={entry.at + entry.code}>
            <time dateTime={entry.at}>
              {formatInstant(entry.at)} {t.shell.moscow}
            </time>
            <span>
              {entry.text}
              <span className={styles.small}>
                {entry.actor}
                {entry.rule_set && ` · ${t.report.timelineRules(entry.rule_set)}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
