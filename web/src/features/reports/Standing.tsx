import type { ReactElement, ReactNode } from "react";
import { ExplainedBadge } from "~/components/ExplainedBadge";
import { StatusBadge } from "~/components/StatusBadge";
import type { ReportDetail } from "~/lib/api/types";
import { reasonAct } from "~/lib/reasonAct";
import { sentence } from "~/lib/sentence";
import { useTexts } from "~/lib/texts";
import { DueCell } from "./DueCell";
import { IncomingNumberField } from "./IncomingNumberField";
import { meaning } from "./meaning";
import styles from "./ReportPage.module.css";

/** Where a report stands: status, what it means, who acts, its term, its currency, its incoming number. */
export function Standing({ report, staff }: { report: ReportDetail; staff: boolean }): ReactElement {
  const t = useTexts();
  const actors = staff ? t.statuses.actorsForStaff : t.statuses.actors;
  return (
    <div className={styles.standing}>
      <section className={styles.status} aria-label={t.reports.columns.status}>
        <p className={styles.word}>
          <StatusBadge status={report.status} large /> <ExplainedBadge count={report.explained} />
        </p>
        <p className={styles.meaning}>{meaning(report, t)}</p>
        {report.reasons.length > 0 && (
          <ul>
            {report.reasons.map((reason) => (
              <li key={reason.code + reason.text}>
                {sentence(reason.text)} <span className="muted">{reasonAct(reason, t)}.</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <dl className={styles.facts}>
        <Fact name={t.report.term}>
          <DueCell report={report} />
        </Fact>
        <Fact name={t.reports.columns.actor}>{actors[report.actor]}</Fact>
        <Fact name={t.report.current}>
          <Currency report={report} />
        </Fact>
        <Fact name={t.report.incoming}>
          <IncomingNumberField key={report.incoming_number?.number} report={report} />
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The last uploaded version is the current one, also when an older one was better: said plainly. */
function Currency({ report }: { report: ReportDetail }): ReactElement {
  const t = useTexts();
  const [last] = report.submissions;
  if (!last) return <>{t.report.noVersions}</>;
  const older = report.submissions.slice(1).find(({ status }) => status === "accepted");
  return (
    <>
      {t.reports.currentShort} {t.reports.versionOf(last.version, report.submissions_count)}
      <p className="muted">
        {t.report.currentRule} {last.status !== "accepted" && older && <strong>{t.report.olderAccepted(older.version)}</strong>}
      </p>
    </>
  );
}
