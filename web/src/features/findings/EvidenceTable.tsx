import type { ReactElement } from "react";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { evidenceRows, type EvidenceRow } from "./evidence";
import styles from "./FindingCard.module.css";

/** «Где · В файле · Ожидалось · Разница» */
export function EvidenceTable({ finding }: { finding: Finding }): ReactElement {
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
    <Table caption={t.findings.tableCaption(finding.code)} captionHidden head={head} className={styles.evidence}>
      {evidenceRows(finding, t).map((row) => (
        <EvidenceLine key={`${row.path ?? ""}:${row.line ?? ""}:${row.value ?? ""}`} row={row} />
      ))}
    </Table>
  );
}

function EvidenceLine({ row }: { row: EvidenceRow }): ReactElement {
  const t = useTexts();
  const { table } = t.findings;
  return (
    <Row data-whole={row.where === null || undefined}>
      <RowHead label={table.where}>
        <span>
          {row.where ?? t.findings.comparison}
          {row.line !== null && <span className={styles.line}>{t.findings.line(row.line)}</span>}
        </span>
      </RowHead>
      <Cell label={table.inFile} className={styles.number}>
        <span className={row.expected ? styles.wrong : undefined}>{row.value ?? t.findings.empty}</span>
      </Cell>
      <Cell label={table.expected} className={styles.number} data-empty={!row.expected || undefined}>
        {row.expected && <span className={styles.expected}>{row.expected}</span>}
      </Cell>
      <Cell label={table.difference} className={styles.number} data-empty={!row.difference || undefined}>
        {row.difference}
      </Cell>
    </Row>
  );
}
