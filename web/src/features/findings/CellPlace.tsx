import type { ReactElement } from "react";
import { Link } from "react-router";
import type { Cell } from "~/lib/api/types";
import { cellHref, nameOf, placeOf } from "~/lib/places";
import { useTexts } from "~/lib/texts";
import styles from "./FindingCard.module.css";

interface CellPlaceProps {
  cell: Cell;
  submissionId: string | null;
  code: string | null;
}

/** A cell by its name on paper, its section, line and column; the name opens the report there. */
export function CellPlace({ cell, submissionId, code }: CellPlaceProps): ReactElement {
  const t = useTexts();
  const place = placeOf(cell, t);
  return (
    <span>
      {cell.elsewhere ? (
        `${nameOf(cell)} (${t.explaining.elsewhere})`
      ) : submissionId === null ? (
        nameOf(cell)
      ) : (
        <Link to={cellHref(submissionId, cell, code)} aria-label={t.explaining.openCell([nameOf(cell), place].filter(Boolean).join(", "))}>
          {nameOf(cell)}
        </Link>
      )}
      {place && <span className={styles.place}>{place}</span>}
      {cell.line !== null && <span className={styles.line}>{t.findings.line(cell.line)}</span>}
    </span>
  );
}
