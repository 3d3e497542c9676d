import type { ReactElement } from "react";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { CardFieldChange } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { fieldText } from "./fields";
import styles from "./card.module.css";

interface ChangesTableProps {
  caption: string;
  changes: (CardFieldChange & { current?: string | null })[];
  /** The heading over the new values, where «Стало» would say too much. */
  wanted?: string;
  /** Show what the register holds now, too: it differs from what was seen. */
  withCurrent?: boolean;
}

/** Old and new values beside each other, a field a row. */
export function ChangesTable({ caption, changes, wanted, withCurrent = false }: ChangesTableProps): ReactElement {
  const t = useTexts();
  const { field, before, after, current } = t.card;
  const heads = [field, before, ...(withCurrent ? [current] : []), wanted ?? after];
  return (
    <Table caption={caption} captionHidden head={heads.map((name) => <Head key={name}>{name}</Head>)}>
      {changes.map((change) => {
        const shown = (value: string | null | undefined): string => fieldText(change.field, value ?? null, t) ?? t.card.empty;
        return (
          <Row key={change.field}>
            <RowHead label={field}>{t.card.fields[change.field] ?? change.field}</RowHead>
            <Cell label={before}>
              <span className={styles.was}>{shown(change.before)}</span>
            </Cell>
            {withCurrent && (
              <Cell label={current}>
                <span className={styles.was}>{shown(change.current)}</span>
              </Cell>
            )}
            <Cell label={wanted ?? after}>
              <strong className={styles.was}>{shown(change.after)}</strong>
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}
