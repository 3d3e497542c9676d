import type { ReactElement } from "react";
import { StatusBadge } from "~/components/StatusBadge";
import type { TriedFinding, TryOnVerdict } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { CellValues } from "./CellValues";
import { byOutcome } from "./figures";
import styles from "./trials.module.css";

/** What a try-on found: first what fired or could not be told, then the rest, each with this report's values. */
export function TriedVerdict({ verdict }: { verdict: TryOnVerdict }): ReactElement {
  const t = useTexts().trials.tryOn;
  const { told, held, idle } = byOutcome(verdict.findings);
  return (
    <div className={styles.verdict}>
      <StatusBadge status={verdict.status} large />
      {verdict.reasons.map((reason) => (
        <p key={reason.code + reason.text}>{reason.text}</p>
      ))}
      {told.length === 0 && verdict.reasons.length === 0 && <p>{t.nothing}</p>}
      {verdict.shortened && <p className={styles.note}>{t.shortened}</p>}
      {told.length > 0 && <Findings findings={told} label={t.told} />}
      <Folded findings={held} summary={t.held(held.length)} />
      <Folded findings={idle} summary={t.idle(idle.length)} />
    </div>
  );
}

function Folded({ findings, summary }: { findings: TriedFinding[]; summary: string }): ReactElement | null {
  if (findings.length === 0) return null;
  return (
    <details className={styles.folded}>
      <summary>{summary}</summary>
      <Findings findings={findings} label={summary} />
    </details>
  );
}

function Findings({ findings, label }: { findings: TriedFinding[]; label: string }): ReactElement {
  return (
    <ul className={styles.findings} aria-label={label}>
      {findings.map((finding) => (
        <Tried key={finding.code} finding={finding} />
      ))}
    </ul>
  );
}

function Tried({ finding }: { finding: TriedFinding }): ReactElement {
  const t = useTexts().trials;
  return (
    <li data-outcome={finding.outcome}>
      <span className={styles.code}>{finding.code}</span> <strong>{finding.message ?? finding.title}</strong>{" "}
      <span className={styles.outcome}>{t.outcomes[finding.outcome]}</span>
      <span className={styles.formula}>{finding.formula}</span>
      {finding.formula_filled && (
        <span className={styles.formula} data-filled>
          <span className={styles.tag}>{t.tryOn.filled}</span> {finding.formula_filled}
        </span>
      )}
      <CellValues cells={finding.cells} />
    </li>
  );
}
