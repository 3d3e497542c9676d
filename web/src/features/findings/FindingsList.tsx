import type { ReactElement } from "react";
import type { Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { byCause } from "./evidence";
import { FindingCard } from "./FindingCard";
import { NotEvaluable } from "./NotEvaluable";
import styles from "./FindingsPage.module.css";

const WORTH_CONTENTS = 4;

/** Fired triggers by cause, then what could not be checked, then warnings beside. */
export function FindingsList({ findings, submissionId }: { findings: Finding[]; submissionId: string }): ReactElement {
  const t = useTexts();
  const fired = findings.filter(({ outcome }) => outcome === "fired");
  const errors = byCause(fired.filter(({ severity }) => severity === "error")).flat();
  const warnings = fired.filter(({ severity }) => severity === "warning");
  const unchecked = findings.filter(({ outcome }) => outcome === "not_evaluable");
  return (
    <div className={styles.sections}>
      {errors.length + unchecked.length >= WORTH_CONTENTS && <Contents findings={[...errors, ...unchecked]} />}
      {errors.length > 0 && (
        <section aria-labelledby="fired">
          <h2 id="fired">{t.findings.section.fired}</h2>
          {errors.map((finding) => (
            <FindingCard key={finding.code} finding={finding} submissionId={submissionId} />
          ))}
        </section>
      )}
      {unchecked.length > 0 && (
        <section aria-labelledby="unchecked">
          <h2 id="unchecked">{t.findings.section.notEvaluable}</h2>
          <p className="muted">{t.findings.notEvaluableText}</p>
          {unchecked.map((finding) => (
            <NotEvaluable key={finding.code} finding={finding} />
          ))}
        </section>
      )}
      {warnings.length > 0 && (
        <section aria-labelledby="warnings">
          <h2 id="warnings">{t.findings.section.warnings}</h2>
          <p className="muted">{t.findings.warningsText}</p>
          {warnings.map((finding) => (
            <FindingCard key={finding.code} finding={finding} submissionId={submissionId} />
          ))}
        </section>
      )}
    </div>
  );
}

function Contents({ findings }: { findings: Finding[] }): ReactElement {
  const t = useTexts();
  return (
    <nav className={`no-print ${styles.contents}`} aria-label={t.findings.contents}>
      <h2>{t.findings.contents}</h2>
      <ol>
        {findings.map((finding) => (
          <li key={finding.code}>
            <a href={`#${finding.code}`}>{finding.message ?? finding.title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
