import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { CellChange, VersionComparison } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { formatDecimal, plainDecimal } from "~/lib/numbers";
import { cellHref, nameOf, placeOf } from "~/lib/places";
import { useTexts } from "~/lib/texts";
import styles from "./ComparePage.module.css";

interface ChangedCellsProps {
  comparison: VersionComparison;
  items: readonly CellChange[];
  more: (() => void) | null;
  loading: boolean;
}

/** Every cell that differs, in the order of the form. */
export function ChangedCells({ comparison, items, more, loading }: ChangedCellsProps): ReactElement {
  const t = useTexts().explaining.compare;
  const { cells, cells_missing: missing } = comparison;
  const names = [t.where, t.before, t.after];
  return (
    <section className={styles.section} aria-labelledby="cells">
      <h2 id="cells">{t.cells}</h2>
      <p>{cells ? t.cellsCount(cells.total) : missing}</p>
      {items.length > 0 && (
        <Table caption={t.cells} captionHidden head={names.map((name) => <Head key={name}>{name}</Head>)}>
          {items.map((change, n) => (
            <ChangeRow key={n} change={change} comparison={comparison} />
          ))}
        </Table>
      )}
      {more && (
        <Button variant="default" onClick={more} loading={loading}>
          {t.more}
        </Button>
      )}
    </section>
  );
}

function ChangeRow({ change, comparison }: { change: CellChange; comparison: VersionComparison }): ReactElement {
  const texts = useTexts();
  const t = texts.explaining.compare;
  // A cell that went stands in the older version only.
  const shown = change.after === null ? comparison.before : comparison.after;
  const place = placeOf(change, texts);
  return (
    <Row>
      <RowHead label={t.where}>
        <span>
          <Link to={cellHref(shown.submission_id, change, null)}>{nameOf(change)}</Link>
          <span className={styles.place}>
            {place}
            {change.whole_row && `, ${change.after === null ? t.rowWent : t.rowCame}`}
          </span>
        </span>
      </RowHead>
      <Cell label={t.before}>{change.before === null ? <span className="muted">{t.absent}</span> : written(change.before, t.empty)}</Cell>
      <Cell label={t.after}>{change.after === null ? <span className="muted">{t.gone}</span> : written(change.after, t.empty)}</Cell>
    </Row>
  );
}

function written(value: string, empty: string): string {
  if (value === "") return empty;
  return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value) : formatDecimal(plainDecimal(value));
}
