import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { ActRow } from "~/lib/api/types";
import { dateIn, formatDate, MOSCOW, timeIn } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { ActDetails } from "./ActDetails";
import type { ActFilters } from "./filters";
import styles from "./journal.module.css";

interface ActsTableProps {
  acts: ActRow[];
  narrow: (part: Partial<ActFilters>) => void;
}

export function ActsTable({ acts, narrow }: ActsTableProps): ReactElement {
  const { columns, caption } = useTexts().journal;
  const names = [columns.at, columns.who, columns.act, columns.object, columns.organisation, columns.more];
  return (
    <Table caption={caption} captionHidden wide head={names.map((name) => <Head key={name}>{name}</Head>)}>
      {acts.map((act) => (
        <ActLine key={act.number} act={act} narrow={narrow} />
      ))}
    </Table>
  );
}

function ActLine({ act, narrow }: { act: ActRow; narrow: ActsTableProps["narrow"] }): ReactElement {
  const words = useTexts().journal;
  const { columns } = words;
  const [open, setOpen] = useState(false);
  const details = `act-${String(act.number)}`;
  const person = act.person_id;
  const organisation = act.organisation_id;
  return (
    <>
      <Row data-act={act.act}>
        <RowHead label={columns.at} className={styles.at ?? ""}>
          {formatDate(dateIn(act.at))} {timeIn(act.at, MOSCOW, true)}
        </RowHead>
        <Cell label={columns.who}>
          {person ? <Narrow text={act.who_label} onClick={() => narrow({ person, who: "" })} /> : act.who_label}
        </Cell>
        <Cell label={columns.act}>
          <strong>{act.act_label}</strong>
        </Cell>
        <Cell label={columns.object}>
          <span className={styles.kind}>{act.object_kind_label}</span> {act.object_title}
          {act.object_id && (
            <Narrow
              text={words.history}
              label={words.historyOf(act.object_title || act.object_kind_label)}
              onClick={() => narrow({ kind: act.object_kind, object: act.object_id })}
            />
          )}
        </Cell>
        <Cell label={columns.organisation}>
          {organisation && act.organisation_name && (
            <Narrow text={act.organisation_name} onClick={() => narrow({ member: organisation })} />
          )}
        </Cell>
        <Cell label={columns.more}>
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={open}
            aria-controls={details}
            onClick={() => setOpen(!open)}
          >
            {open ? words.less : words.more}
            <span className="visually-hidden">{words.ofRow(act.number)}</span>
          </Button>
        </Cell>
      </Row>
      {open && (
        <Row id={details}>
          <Cell label="" data-wide colSpan={6}>
            <ActDetails act={act} />
          </Cell>
        </Row>
      )}
    </>
  );
}

/** Words that narrow the list to what they name. */
function Narrow({ text, label, onClick }: { text: string; label?: string; onClick: () => void }): ReactElement {
  const words = useTexts().journal;
  return (
    <button type="button" className={styles.narrow} aria-label={label ?? words.narrow(text)} onClick={onClick}>
      {text}
    </button>
  );
}
