import type { ReactElement } from "react";
import type { Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./FindingCard.module.css";

/** The rows that a trigger over rows does not hold in: the first 20, and the way to all of them. */
export function RowsAtFault({ finding, allHref }: { finding: Finding; allHref: string | null }): ReactElement | null {
  const t = useTexts().findings;
  const { rows, rows_total: total, cells, cells_total: cellsTotal, not_evaluated_rows_total: skipped } = finding;
  const most = Math.max(total, cellsTotal);
  const capped = total > rows.length || cellsTotal > cells.length;
  if (total === 0 && skipped === 0 && !capped) return null;
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
      {capped && (
        <p className="no-print">
          {t.showAllHint(Math.max(rows.length, cells.length))}{" "}
          {allHref && (
            <a href={allHref} download>
              {t.showAll(most)}
            </a>
          )}
        </p>
      )}
    </div>
  );
}
