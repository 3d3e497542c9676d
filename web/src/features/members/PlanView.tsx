import type { ReactElement } from "react";
import { Link } from "react-router";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import { StateView } from "~/components/states/StateView";
import { fieldText } from "~/components/card/fields";
import type { ImportPlan, ImportRow } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import cardStyles from "~/components/card/card.module.css";
import styles from "./members.module.css";

const COUNTS = ["new", "changed", "same", "wrong"] as const;

/** What a list would change: counted, and row by row, those at fault first. */
export function PlanView({ plan }: { plan: ImportPlan }): ReactElement {
  const t = useTexts().memberImport;
  const { counts, rows } = plan;
  return (
    <section aria-labelledby="import-plan" className={styles.import}>
      <h2 id="import-plan">
        {t.summary}: {plan.file_name}
      </h2>
      <ul className={styles.counts}>
        {COUNTS.filter((name) => counts[name] > 0).map((name) => (
          <li key={name} data-count={name}>
            {t.counts[name](counts[name])}
          </li>
        ))}
      </ul>
      {plan.ignored.length > 0 && <p className={cardStyles.small}>{t.ignored(plan.ignored.join(", "))}</p>}
      {counts.wrong > 0 && <p className={cardStyles.warning}>{t.wrongNote}</p>}
      {rows.length === 0 && <StateView mark="done" title={t.nothing} text={t.nothingText} />}
      {rows.length > 0 && <Rows rows={rows} total={plan.rows_total} />}
      {counts.wrong > 0 && counts.new + counts.changed === 0 && (
        <StateView mark="error" title={t.nothingRight} text={t.nothingRightText} />
      )}
    </section>
  );
}

function Rows({ rows, total }: { rows: ImportRow[]; total: number }): ReactElement {
  const t = useTexts();
  const words = t.memberImport;
  const heads = [words.row, words.organisation, t.card.fields.inn ?? "", words.what];
  return (
    <Table caption={words.caption(rows.length, total)} head={heads.map((name) => <Head key={name}>{name}</Head>)}>
      {rows.map((row) => (
        <Row key={row.number} data-outcome={row.outcome}>
          <RowHead label={words.row}>{row.number}</RowHead>
          <Cell label={words.organisation}>
            {row.member_id ? <Link to={`/members/${row.member_id}`}>{row.name}</Link> : row.name || t.card.empty}
          </Cell>
          <Cell label={heads[2] ?? ""}>{row.inn || t.card.empty}</Cell>
          <Cell label={words.what}>
            <div>
              <strong className={styles.outcome} data-outcome={row.outcome}>
                {words.outcomes[row.outcome]}
              </strong>
              <RowDetails row={row} />
            </div>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function RowDetails({ row }: { row: ImportRow }): ReactElement {
  const t = useTexts();
  const words = t.memberImport;
  const name = (field: string): string => t.card.fields[field] ?? field;
  return (
    <ul className={styles.details}>
      {row.problems.map((problem) => (
        <li key={problem.field + problem.code}>
          {name(problem.field)}: {problem.detail}
          <span className={cardStyles.small}>
            {" "}
            {[problem.found && words.found(problem.found), problem.expected && words.expected(problem.expected)]
              .filter(Boolean)
              .join(", ")}
          </span>
        </li>
      ))}
      {row.changes.map((change) => (
        <li key={change.field}>
          {name(change.field)}: {fieldText(change.field, change.before ?? null, t) ?? t.card.empty} →{" "}
          <strong>{fieldText(change.field, change.after ?? null, t) ?? t.card.empty}</strong>
        </li>
      ))}
    </ul>
  );
}
