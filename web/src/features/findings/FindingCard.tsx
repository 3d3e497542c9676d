import type { ReactElement } from "react";
import type { Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { Details } from "./Details";
import { EvidenceTable } from "./EvidenceTable";
import { ActionsSlot, type FindingActions } from "./FindingActions";
import { LastLines } from "./LastLines";
import { useAllEvidence, type AllEvidence } from "./queries";
import { RowsAtFault, ShowAll } from "./RowsAtFault";
import styles from "./FindingCard.module.css";

interface FindingCardProps {
  finding: Finding;
  submissionId: string | null;
  ruleSet: string | null;
  actions?: FindingActions | undefined;
}

/** One fired trigger: the plain sentence first, then cells and numbers, how to mend it, and the code last. */
export function FindingCard({ finding, submissionId, ruleSet, actions }: FindingCardProps): ReactElement {
  const t = useTexts();
  return (
    <article className={styles.card} id={finding.code} data-severity={finding.severity} tabIndex={-1}>
      <h3>{finding.message ?? finding.title}</h3>
      {finding.repeated > 0 && <p className={styles.repeated}>{t.explaining.repeated(finding.repeated + 1)}</p>}
      {finding.message && <p className="muted">{finding.title}</p>}
      {submissionId ? <KeptEvidence finding={finding} submissionId={submissionId} /> : <Evidence finding={finding} submissionId={null} all={null} />}
      <Details finding={finding} />
      {finding.hint && (
        <p className={styles.fix}>
          <strong>{t.findings.fix}.</strong> {finding.hint}
        </p>
      )}
      {submissionId && <ActionsSlot actions={actions} finding={finding} submissionId={submissionId} />}
      <LastLines finding={finding} ruleSet={ruleSet} />
    </article>
  );
}

function KeptEvidence({ finding, submissionId }: { finding: Finding; submissionId: string }): ReactElement {
  return <Evidence finding={finding} submissionId={submissionId} all={useAllEvidence(submissionId, finding.code)} />;
}

interface EvidenceProps {
  finding: Finding;
  submissionId: string | null;
  all: AllEvidence | null;
}

/** Cells and rows: the first of them, or all that was asked for. */
function Evidence({ finding, submissionId, all }: EvidenceProps): ReactElement {
  const more = all?.cells?.slice(finding.cells.length) ?? [];
  return (
    <>
      {(finding.cells.length > 0 || finding.left !== null) && (
        <EvidenceTable finding={finding} more={more} submissionId={submissionId} />
      )}
      <RowsAtFault finding={finding} rows={all?.rows ?? finding.rows} />
      <ShowAll finding={finding} all={all} />
    </>
  );
}
