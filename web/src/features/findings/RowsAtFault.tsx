import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { Failed } from "~/components/states/QueryStates";
import type { Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import type { AllEvidence } from "./queries";
import styles from "./FindingCard.module.css";

interface RowsAtFaultProps {
  finding: Finding;
  rows: Finding["rows"];
}

/** The rows that a trigger over rows does not hold in: the first 20, or as many as were asked for. */
export function RowsAtFault({ finding, rows }: RowsAtFaultProps): ReactElement | null {
  const t = useTexts().findings;
  const { rows_total: total, not_evaluated_rows_total: skipped } = finding;
  if (total === 0 && skipped === 0) return null;
  return (
    <div className={styles.rows}>
      {total > 0 && (
        <p>
          {t.rows(total)}
          {": "}
          {rows.map((row) => t.rowName(row.number, row.key)).join("; ")}
          {total > rows.length && "…"}
        </p>
      )}
      {skipped > 0 && <p>{t.rowsSkipped(skipped)}</p>}
    </div>
  );
}

/** The way from the first 20 to all of them, a page at a time. Without `all`, of a file that is not kept: a word of it. */
export function ShowAll({ finding, all }: { finding: Finding; all: AllEvidence | null }): ReactElement | null {
  const t = useTexts().findings;
  const most = Math.max(finding.rows_total, finding.cells_total);
  const first = Math.max(finding.rows.length, finding.cells.length);
  if (most <= first) return null;
  if (!all) return <p className={styles.rows}>{t.firstOf(first, most)}</p>;
  if (all.shown === null) {
    return (
      <div className={`no-print ${styles.more}`}>
        <span>{t.firstOf(first, most)}</span>
        <Button variant="default" size="xs" h="2rem" onClick={all.open} aria-label={t.showAllOf(most, finding.code)}>
          {t.showAll(most)}
        </Button>
      </div>
    );
  }
  if (all.query.isError) return <Failed error={all.query.error} onRetry={() => void all.query.refetch()} />;
  return (
    <div className={`no-print ${styles.more}`}>
      <span role="status">{all.query.isPending ? t.loadingAll : t.firstOf(all.shown, most)}</span>
      {all.query.hasNextPage && (
        <Button variant="default" size="xs" h="2rem" loading={all.query.isFetchingNextPage} onClick={() => void all.query.fetchNextPage()}>
          {t.showMore}
        </Button>
      )}
    </div>
  );
}
