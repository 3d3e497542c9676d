import type { ReactElement } from "react";
import type { Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { Details } from "./Details";
import { EvidenceTable } from "./EvidenceTable";
import { RowsAtFault } from "./RowsAtFault";
import styles from "./FindingCard.module.css";

/** One fired trigger: the plain sentence first, then cells and numbers, how to mend it, and the code last. */
export function FindingCard({ finding, submissionId }: { finding: Finding; submissionId: string }): ReactElement {
  const t = useTexts();
  const all = `/api/v1/submissions/${submissionId}/findings.xlsx`;
  return (
    <article className={styles.card} id={finding.code} data-severity={finding.severity} tabIndex={-1}>
      <h3>{finding.message ?? finding.title}</h3>
      {finding.message && <p className="muted">{finding.title}</p>}
      {(finding.cells.length > 0 || finding.left !== null) && <EvidenceTable finding={finding} />}
      <RowsAtFault finding={finding} allHref={all} />
      {finding.hint && (
        <p className={styles.fix}>
          <strong>{t.findings.fix}.</strong> {finding.hint}
        </p>
      )}
      <Details finding={finding} />
    </article>
  );
}
