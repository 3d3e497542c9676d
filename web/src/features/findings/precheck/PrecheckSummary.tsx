import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { Icon } from "~/components/icons/Icon";
import type { Precheck, ReportDetail } from "~/lib/api/types";
import { addDays, dateIn, formatDate } from "~/lib/dates";
import { formatSize } from "~/lib/numbers";
import { reasonAct } from "~/lib/reasonAct";
import { sentence } from "~/lib/sentence";
import { serverNow } from "~/lib/serverClock";
import { useIsStaff } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import type { Texts } from "~/locales/ru";
import { Outcomes } from "../Summary";
import styles from "./Precheck.module.css";

interface PrecheckSummaryProps {
  report: ReportDetail;
  verdict: Precheck;
  onHandIn: () => void;
}

function verdictLine({ status, counts, rule_set: rules, reasons }: Precheck, t: Texts["precheck"]): string {
  if (status === "check_failed") return t.failed;
  if (rules === null && reasons.length === 0) return t.noTriggers;
  const errors = counts.fired - counts.warnings;
  return errors > 0 ? t.errors(errors) : t.clean;
}

/** What the status would be, in words and without its colour; why, how often, and the way to hand this file in. */
export function PrecheckSummary({ report, verdict, onHandIn }: PrecheckSummaryProps): ReactElement {
  const t = useTexts();
  const words = t.precheck;
  const explained = verdict.explained.map(({ trigger }) => trigger).join(", ");
  return (
    <section className={styles.summary} aria-label={words.title}>
      <h2>{words.would(t.statuses.labels[verdict.status])}</h2>
      <p>{verdictLine(verdict, words)}</p>
      {explained && <p>{words.explained(explained)}</p>}
      <p className="muted mono">{words.file(verdict.file_name, formatSize(verdict.size))}</p>
      {verdict.reasons.length > 0 && (
        <ul>
          {verdict.reasons.map((reason) => (
            <li key={reason.code + (reason.element ?? "") + reason.text}>
              {sentence(reason.text)} <span className="muted">{reasonAct(reason, t)}.</span>
            </li>
          ))}
        </ul>
      )}
      {verdict.rule_set && (
        <>
          <Outcomes counts={verdict.counts} />
          <p className="muted">{t.findings.ruleSet(verdict.rule_set.version)}</p>
        </>
      )}
      <HandInButton report={report} onHandIn={onHandIn} />
    </section>
  );
}

function HandInButton({ report, onHandIn }: { report: ReportDetail; onHandIn: () => void }): ReactElement | null {
  const t = useTexts().precheck;
  // Staff do not hand in: they register what came another way.
  if (useIsStaff()) return null;
  if (report.reporting_date >= dateIn(serverNow())) {
    return <p className={styles.later}>{t.handInLater(formatDate(addDays(report.reporting_date, 1)))}</p>;
  }
  return (
    <div className="no-print">
      <Button leftSection={<Icon name="upload" size={16} />} onClick={onHandIn}>
        {t.handIn}
      </Button>
    </div>
  );
}
