import { Switch } from "@mantine/core";
import { Fragment, useState, type ReactElement } from "react";
import { StatusBadge } from "~/components/StatusBadge";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { RuleSetTrial, TriggerFigures } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { Examples } from "./Examples";
import { changed, notEvaluable, worthShowing } from "./figures";
import styles from "./trials.module.css";

/** What a trial has found: how statuses move, and how each trigger fares against what is in force. */
export function Results({ trial }: { trial: RuleSetTrial }): ReactElement {
  const t = useTexts().trials;
  return (
    <div className={styles.results}>
      <p>
        {t.summary(t.reports(trial.judged))}
        {trial.failed > 0 && <span className={styles.note}>{t.failed(t.reports(trial.failed))}</span>}
      </p>
      <Moves trial={trial} />
      <Triggers trial={trial} />
    </div>
  );
}

function Moves({ trial }: { trial: RuleSetTrial }): ReactElement {
  const t = useTexts().trials;
  return (
    <Table caption={t.moves} head={[t.before, t.after, t.count].map((name) => <Head key={name}>{name}</Head>)}>
      {trial.moves.map((move) => (
        <Row key={`${move.before ?? ""}${move.after}`}>
          <RowHead label={t.before}>{move.before ? <StatusBadge status={move.before} /> : t.nothingInForce}</RowHead>
          <Cell label={t.after}>
            <StatusBadge status={move.after} />
          </Cell>
          <Cell label={t.count}>{move.reports}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function Triggers({ trial }: { trial: RuleSetTrial }): ReactElement {
  const t = useTexts().trials;
  const [onlyChanged, setOnlyChanged] = useState(true);
  const [open, setOpen] = useState<string | null>(null);
  const shown = trial.triggers.filter(onlyChanged ? changed : worthShowing);
  const names = Object.values(t.columns);
  return (
    <>
      <Switch
        label={t.onlyChanged}
        checked={onlyChanged}
        onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
      />
      {shown.length === 0 ? (
        <p>{t.noneChanged}</p>
      ) : (
        <Table caption={t.triggers} wide head={names.map((name) => <Head key={name}>{name}</Head>)}>
          {shown.map((figures) => (
            <Fragment key={figures.code}>
              <TriggerRow
                figures={figures}
                open={open === figures.code}
                onToggle={() => setOpen(open === figures.code ? null : figures.code)}
              />
              {open === figures.code && (
                <tr>
                  <td colSpan={names.length}>
                    <Examples trial={trial} code={figures.code} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </Table>
      )}
    </>
  );
}

interface TriggerRowProps {
  figures: TriggerFigures;
  open: boolean;
  onToggle: () => void;
}

function TriggerRow({ figures, open, onToggle }: TriggerRowProps): ReactElement {
  const t = useTexts().trials;
  return (
    <Row>
      <RowHead label={t.columns.trigger}>
        <span>
          <span className={styles.code}>{figures.code}</span> {figures.title}
          {!figures.in_draft && <span className={styles.note}>{t.removed}</span>}
        </span>
      </RowHead>
      <Cell label={t.columns.fired}>{figures.fired}</Cell>
      <Cell label={t.columns.newly}>{figures.newly}</Cell>
      <Cell label={t.columns.gone}>{figures.gone}</Cell>
      <Cell label={t.columns.same}>{figures.same}</Cell>
      <Cell label={t.columns.notEvaluable}>
        <span>
          {notEvaluable(figures, t.causes).map((line) => (
            <span key={line} className={styles.line}>
              {line}
            </span>
          ))}
        </span>
      </Cell>
      <Cell label={t.columns.examples}>
        <button type="button" className={styles.toggle} aria-expanded={open} onClick={onToggle}>
          <span className="visually-hidden">{open ? t.hide(figures.code) : t.show(figures.code)}</span>
          <span aria-hidden="true">{open ? "▴" : "▾"}</span>
        </button>
      </Cell>
    </Row>
  );
}
