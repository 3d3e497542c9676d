import type { ReactElement } from "react";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { Cell as FormCell, Finding } from "~/lib/api/types";
import { cellKey } from "~/lib/places";
import { useTexts } from "~/lib/texts";
import { CellPlace } from "./CellPlace";
import { cellRow, evidenceRows, hasChoice, type EvidenceRow } from "./evidence";
import styles from "./FindingCard.module.css";

interface EvidenceTableProps {
  finding: Finding;
  /** Cells beyond the first 20, where they were asked for. */
  more: readonly FormCell[];
  submissionId: string | null;
}

/** «Где · В файле · Ожидалось · Разница» */
export function EvidenceTable({ finding, more, submissionId }: EvidenceTableProps): ReactElement {
  const t = useTexts();
  const { table } = t.findings;
  const head = (
    <>
      <Head>{table.where}</Head>
      <Head className={styles.number}>{table.inFile}</Head>
      <Head className={styles.number}>{table.expected}</Head>
      <Head className={styles.number}>{table.difference}</Head>
    </>
  );
  return (
    <>
      <Table caption={t.findings.tableCaption(finding.code)} captionHidden head={head} className={styles.evidence}>
        {[...evidenceRows(finding, t), ...more.map((cell) => cellRow(cell, false, t))].map((row, n) => (
          <EvidenceLine
            key={row.cell ? `${cellKey(row.cell)}:${String(n)}` : "whole"}
            row={row}
            submissionId={submissionId}
            code={finding.code}
          />
        ))}
      </Table>
      {hasChoice(finding) && <p className={styles.choice}>{t.explaining.oneOf}</p>}
    </>
  );
}

function EvidenceLine({ row, submissionId, code }: { row: EvidenceRow; submissionId: string | null; code: string }): ReactElement {
  const t = useTexts();
  const { table } = t.findings;
  return (
    <Row data-whole={row.cell === null || undefined}>
      <RowHead label={table.where}>
        {row.cell ? <CellPlace cell={row.cell} submissionId={submissionId} code={code} /> : t.findings.comparison}
      </RowHead>
      <Cell label={table.inFile} className={styles.number}>
        <span className={row.main && row.expected ? styles.wrong : undefined}>{row.value || t.findings.empty}</span>
      </Cell>
      <Cell label={table.expected} className={styles.number} data-empty={!row.expected || undefined}>
        {row.expected && <span className={row.main ? styles.expected : undefined}>{row.expected}</span>}
      </Cell>
      <Cell label={table.difference} className={styles.number} data-empty={!row.difference || undefined}>
        {row.difference}
      </Cell>
    </Row>
  );
}
