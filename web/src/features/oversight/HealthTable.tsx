import { Switch } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { FormHealth, TriggerHealth } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { inHours, quiet, share, unevaluated, worstFirst } from "./figures";
import styles from "./oversight.module.css";

/** Triggers by what they did; those that need a look first. */
export function HealthTable({ health }: { health: FormHealth }): ReactElement {
  const t = useTexts().oversight;
  const [all, setAll] = useState(false);
  const shown = worstFirst(health.triggers).filter((trigger) => all || !quiet(trigger));
  const names = Object.values(t.columns);
  return (
    <>
      <div className={styles.bar}>
        <p role="status">{t.judged(health.reports)}</p>
        <Switch label={t.showQuiet} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      </div>
      {shown.length === 0 ? (
        <p>{t.allQuiet}</p>
      ) : (
        <Table caption={t.health} captionHidden wide head={names.map((name) => <Head key={name}>{name}</Head>)}>
          {shown.map((trigger) => (
            <HealthRow key={trigger.code} trigger={trigger} reports={health.reports} />
          ))}
        </Table>
      )}
    </>
  );
}

function HealthRow({ trigger, reports }: { trigger: TriggerHealth; reports: number }): ReactElement {
  const t = useTexts().oversight;
  const { columns } = t;
  return (
    <Row>
      <RowHead label={columns.trigger}>
        <span>
          {trigger.title ?? t.noTitle}
          <span className={styles.note}>
            {trigger.code}
            {trigger.suspended && <strong className={styles.off}>{t.off}</strong>}
          </span>
        </span>
      </RowHead>
      <Cell label={columns.fired}>
        <span>
          {trigger.fired}
          {trigger.fired > 0 && <span className={styles.note}>{share(trigger.fired, reports)}</span>}
        </span>
      </Cell>
      <Cell label={columns.notEvaluable}>
        <span>
          {unevaluated(trigger, t.causes).map((line) => (
            <span key={line} className={styles.line}>
              {line}
            </span>
          ))}
        </span>
      </Cell>
      <Cell label={columns.notApplicable}>{trigger.not_applicable}</Cell>
      <Cell label={columns.disputed}>{trigger.disputed}</Cell>
      <Cell label={columns.upheld}>{trigger.upheld}</Cell>
      <Cell label={columns.mending}>
        {trigger.mending_hours === null ? "—" : t.mended(trigger.mended, inHours(trigger.mending_hours, t))}
      </Cell>
    </Row>
  );
}
