import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Link } from "react-router";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { SuspendedTrigger } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { LiftDialog } from "./LiftDialog";
import styles from "./oversight.module.css";
import { useSuspendedTriggers } from "./queries";

/** «Выключенные триггеры»: what is not checked now, and why. Everybody may see it; methodologists put them back. */
export function SuspendedPage(): ReactElement {
  const t = useTexts().oversight;
  return (
    <>
      <PageHeader title={t.suspended} below={t.suspendedText} />
      <QueryStates query={useSuspendedTriggers()}>
        {(triggers) =>
          triggers.length > 0 ? (
            <Suspended triggers={triggers} />
          ) : (
            <StateView mark="done" title={t.noneSuspended} text={t.noneSuspendedText} />
          )
        }
      </QueryStates>
    </>
  );
}

function Suspended({ triggers }: { triggers: SuspendedTrigger[] }): ReactElement {
  const t = useTexts().oversight;
  const may = useHasRole("sro_admin", "methodologist");
  const [lifting, setLifting] = useState<SuspendedTrigger | null>(null);
  const names = [t.columns.trigger, t.form, t.reason, t.when, ...(may ? [t.actions] : [])];
  return (
    <>
      <Table caption={t.suspended} captionHidden head={names.map((name) => <Head key={name}>{name}</Head>)}>
        {triggers.map((trigger) => (
          <SuspendedRow key={trigger.id} trigger={trigger} {...(may ? { onLift: () => setLifting(trigger) } : {})} />
        ))}
      </Table>
      {lifting && <LiftDialog trigger={lifting} onClose={() => setLifting(null)} />}
    </>
  );
}

function SuspendedRow({ trigger, onLift }: { trigger: SuspendedTrigger; onLift?: () => void }): ReactElement {
  const texts = useTexts();
  const t = texts.oversight;
  return (
    <Row>
      <RowHead label={t.columns.trigger}>
        <span>
          {trigger.title}
          <span className={styles.note}>
            {trigger.code} · {t.version(trigger.rule_set_version)}
          </span>
        </span>
      </RowHead>
      <Cell label={t.form}>
        <span>
          {onLift ? <Link to={`/rule-sets/${trigger.rule_set_id}`}>{trigger.form_title}</Link> : trigger.form_title}
          <span className={styles.note}>{trigger.form}</span>
        </span>
      </Cell>
      <Cell label={t.reason}>{trigger.reason}</Cell>
      <Cell label={t.when}>
        {formatInstant(trigger.suspended_at)} {texts.shell.moscow}
      </Cell>
      {onLift && (
        <Cell label={t.actions}>
          <Button size="compact-sm" variant="default" aria-label={t.liftTitle(trigger.code)} onClick={onLift}>
            {t.lift}
          </Button>
        </Cell>
      )}
    </Row>
  );
}
