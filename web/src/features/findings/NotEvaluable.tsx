import type { ReactElement } from "react";
import type { Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { Details } from "./Details";
import { LastLines } from "./LastLines";
import styles from "./FindingCard.module.css";

/** A check that could not be made: why, and who will mend it. */
export function NotEvaluable({ finding, ruleSet }: { finding: Finding; ruleSet: string | null }): ReactElement {
  const t = useTexts();
  const cause = finding.cause ?? "system";
  return (
    <article className={styles.card} id={finding.code} data-severity="unchecked" tabIndex={-1}>
      <h3>{finding.title}</h3>
      <p>{finding.message ?? t.statuses.causes[cause]}</p>
      <dl className={styles.facts}>
        {finding.element && (
          <div>
            <dt>{t.findings.element}</dt>
            <dd className="mono">{finding.element}</dd>
          </div>
        )}
        <div>
          <dt>{t.findings.whoFixes}</dt>
          <dd>{t.findings.fixers[cause]}</dd>
        </div>
      </dl>
      {finding.hint && cause === "file" && (
        <p className={styles.fix}>
          <strong>{t.findings.fix}.</strong> {finding.hint}
        </p>
      )}
      <Details finding={finding} />
      <LastLines finding={finding} ruleSet={ruleSet} />
    </article>
  );
}
