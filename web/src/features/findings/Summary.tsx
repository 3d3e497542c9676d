import type { ReactElement } from "react";
import { StatusBadge } from "~/components/StatusBadge";
import type { Counts, Finding, Submission } from "~/lib/api/types";
import { sentence } from "~/lib/sentence";
import { useTexts } from "~/lib/texts";
import type { Texts } from "~/locales/ru";
import { byCause } from "./evidence";
import styles from "./FindingsPage.module.css";

function verdictLine(submission: Submission, findings: readonly Finding[], t: Texts): string {
  const errors = findings.filter((finding) => finding.outcome === "fired" && finding.severity === "error");
  if (submission.status === "accepted") return t.findings.verdictAccepted;
  if (submission.status === "check_failed") {
    const also = errors.length > 0 ? ` ${t.findings.verdictFailedAlso(errors.length)}` : "";
    return t.findings.verdictFailed + also;
  }
  const cells = errors.reduce((sum, finding) => sum + finding.cells_total, 0);
  const causes = errors.length > 1 ? ` ${t.findings.startWith(Math.min(2, byCause(errors).length))}` : "";
  return t.findings.verdictErrors(errors.length, cells) + causes;
}

/** The verdict in one line, why a check failed, and the outcomes counted. */
export function Summary({ submission, findings }: { submission: Submission; findings: readonly Finding[] }): ReactElement {
  const t = useTexts();
  const verdict = submission.verdict;
  return (
    <section className={styles.summary} aria-label={t.findings.counts}>
      <StatusBadge status={submission.status} large />
      <p className={styles.line}>{verdictLine(submission, findings, t)}</p>
      {verdict && verdict.reasons.length > 0 && (
        <>
          <h2>{t.findings.reasons}</h2>
          <ul className={styles.reasons}>
            {verdict.reasons.map((reason) => (
              <li key={reason.code + (reason.element ?? "") + reason.text}>
                {sentence(reason.text)} <span className="muted">{t.statuses.causeActs[reason.cause]}.</span>
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

function Outcomes({ counts }: { counts: Counts }): ReactElement {
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
