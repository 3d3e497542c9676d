import type { ReactElement } from "react";
import { StatusBadge } from "~/components/StatusBadge";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { Verdict } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { sentence } from "~/lib/sentence";
import { useTexts } from "~/lib/texts";
import styles from "./FindingsPage.module.css";

/** Every verdict of a version that was checked more than once, newest first: when, by which rules, with what outcome. */
export function VerdictHistory({ verdicts }: { verdicts: readonly Verdict[] }): ReactElement | null {
  const t = useTexts().verdicts;
  if (verdicts.length < 2) return null;
  const names = [t.attempt, t.at, t.rules, t.status, t.reason];
  return (
    <section className={styles.history} aria-labelledby="verdicts">
      <h2 id="verdicts">{t.title}</h2>
      <p className="muted">{t.text}</p>
      <Table caption={t.title} captionHidden head={names.map((name) => <Head key={name}>{name}</Head>)}>
        {verdicts.map((verdict, place) => (
          <VerdictRow key={verdict.attempt} verdict={verdict} newest={place === 0} />
        ))}
      </Table>
    </section>
  );
}

function VerdictRow({ verdict, newest }: { verdict: Verdict; newest: boolean }): ReactElement {
  const { verdicts: t, shell } = useTexts();
  const reason = verdict.reasons[0]?.text;
  return (
    <Row data-attempt={verdict.attempt}>
      <RowHead label={t.attempt}>
        {t.attemptNumber(verdict.attempt)}
        {newest && <span className="muted"> {t.newest}</span>}
      </RowHead>
      <Cell label={t.at}>
        {formatInstant(verdict.finished_at)} {shell.moscow}
      </Cell>
      <Cell label={t.rules}>{verdict.rule_set?.version ?? t.noRules}</Cell>
      <Cell label={t.status}>
        <StatusBadge status={verdict.status} />
      </Cell>
      <Cell label={t.reason} data-empty={!reason || undefined}>
        {reason && sentence(reason)}
      </Cell>
    </Row>
  );
}
