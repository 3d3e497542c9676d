import type { ReactElement } from "react";
import { ExplainedBadge } from "~/components/ExplainedBadge";
import { StatusBadge } from "~/components/StatusBadge";
import type { Causes, Counts, Finding, Submission } from "~/lib/api/types";
import { reasonAct } from "~/lib/reasonAct";
import { sentence } from "~/lib/sentence";
import { useTexts } from "~/lib/texts";
import type { Texts } from "~/locales/ru";
import styles from "./FindingsPage.module.css";

interface SummaryProps {
  submission: Submission;
  findings: readonly Finding[];
  causes: Causes | undefined;
}

function verdictLine({ submission, findings, causes }: SummaryProps, t: Texts): string {
  const errors = findings.filter((finding) => finding.outcome === "fired" && finding.severity === "error");
  if (submission.status === "accepted") return t.findings.verdictAccepted;
  if (submission.status === "check_failed") {
    const also = errors.length > 0 ? ` ${t.findings.verdictFailedAlso(errors.length)}` : "";
    return t.findings.verdictFailed + also;
  }
  const cells = errors.reduce((sum, finding) => sum + finding.cells_total, 0);
  const start = errors.length > 1 && causes ? ` ${t.explaining.causes.start(causes.begin, causes.total)}` : "";
  return t.findings.verdictErrors(errors.length, cells) + start;
}

/** The verdict in one line, why a check failed, and the outcomes counted. */
export function Summary(props: SummaryProps): ReactElement {
  const t = useTexts();
  const { submission } = props;
  const verdict = submission.verdict;
  return (
    <section className={styles.summary} aria-label={t.findings.counts}>
      <p className={styles.word}>
        <StatusBadge status={submission.status} large /> <ExplainedBadge count={submission.explained} />
      </p>
      <p className={styles.line}>{verdictLine(props, t)}</p>
      {verdict && verdict.reasons.length > 0 && (
        <>
          <h2>{t.findings.reasons}</h2>
          <ul className={styles.reasons}>
            {verdict.reasons.map((reason) => (
              <li key={reason.code + (reason.element ?? "") + reason.text}>
                {sentence(reason.text)} <span className="muted">{reasonAct(reason, t)}.</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {verdict && (
        <>
          <Outcomes counts={verdict.counts} />
          {verdict.rule_set && <p className="muted">{t.findings.ruleSet(verdict.rule_set.version)}</p>}
        </>
      )}
    </section>
  );
}

/** The outcomes of the triggers, counted. */
export function Outcomes({ counts }: { counts: Counts }): ReactElement {
  const words = useTexts().findings;
  const outcomes = [
    [words.fired, counts.fired - counts.warnings],
    [words.notEvaluable, counts.not_evaluable],
    [words.warnings, counts.warnings],
    [words.held, counts.held],
    [words.notApplicable, counts.not_applicable],
  ] as const;
  return (
    <dl className={styles.outcomes}>
      {outcomes.map(([name, count]) => (
        <div key={name} data-zero={count === 0 || undefined}>
          <dd>{count}</dd>
          <dt>{name}</dt>
        </div>
      ))}
    </dl>
  );
}
