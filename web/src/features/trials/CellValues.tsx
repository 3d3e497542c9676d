import type { ReactElement } from "react";
import type { Cell } from "~/lib/api/types";
import { formatDecimal, plainDecimal } from "~/lib/numbers";
import { useTexts } from "~/lib/texts";
import styles from "./trials.module.css";

/** Cells that took part, each by its name in the form and with what stands in the file. */
export function CellValues({ cells }: { cells: readonly Cell[] }): ReactElement | null {
  const t = useTexts().trials;
  if (cells.length === 0) return null;
  return (
    <dl className={styles.cells}>
      {cells.map((cell) => (
        <div key={`${cell.path}:${String(cell.row)}`}>
          <dt>
            {cell.label ?? cell.path}
            {cell.row !== null && `, ${t.row(cell.row)}`}
          </dt>
          <dd>{cell.value ? formatDecimal(plainDecimal(cell.value)) : t.emptyCell}</dd>
        </div>
      ))}
    </dl>
  );
}
