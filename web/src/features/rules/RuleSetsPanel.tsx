import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { FormSummary, RuleSetSummary } from "~/lib/api/types";
import { formatDate, formatInstant } from "~/lib/dates";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { EditionSelect } from "./EditionSelect";
import { forceOf } from "./force";
import { useCreateDraft, useForm, useRuleSets } from "./queries";
import { RuleSetBadge } from "./RuleSetBadge";
import styles from "./rules.module.css";

/** Versions of the triggers of a form: drafts first, then published ones, with who changed them and when. */
export function RuleSetsPanel(): ReactElement {
  const { code = "" } = useParams();
  const mayWrite = useHasRole("sro_admin", "methodologist");
  const t = useTexts().rules;
  return (
    <QueryStates query={useForm(code)}>
      {(form) => {
        if (!form || form.accepts === "files") return <StateView mark="empty" title={t.none} text={t.noneText} />;
        return mayWrite ? <Versions code={code} /> : <Published form={form} />;
      }}
    </QueryStates>
  );
}

function Versions({ code }: { code: string }): ReactElement {
  const t = useTexts().rules;
  const navigate = useNavigate();
  const create = useCreateDraft(code);
  const [edition, setEdition] = useState<string | null>(null);
  const begin = (): void =>
    create.mutate({ edition }, { onSuccess: (draft) => void navigate(`/rule-sets/${draft.id}`) });
  return (
    <section aria-label={t.versions}>
      <div className={styles.bar}>
        <h2>{t.versions}</h2>
        <div className={styles.begin}>
          <EditionSelect form={code} value={edition} onChange={setEdition} />
          <Button variant="default" component={Link} to="import">
            {t.files.load}
          </Button>
          <Button onClick={begin} loading={create.isPending}>
            {t.newDraft}
          </Button>
        </div>
      </div>
      {create.isError && <ProblemAlert error={create.error} />}
      <QueryStates query={useRuleSets(code)}>
        {(versions) =>
          versions.length > 0 ? (
            <VersionsTable versions={versions} />
          ) : (
            <StateView mark="empty" title={t.noVersions} text={t.noVersionsText} />
          )
        }
      </QueryStates>
    </section>
  );
}

function VersionsTable({ versions }: { versions: RuleSetSummary[] }): ReactElement {
  const t = useTexts().rules;
  const names = [t.version, t.state, t.force, t.triggers, t.changed];
  return (
    <Table caption={t.versions} captionHidden head={names.map((name) => <Head key={name}>{name}</Head>)}>
      {versions.map((version) => (
        <Row key={version.id}>
          <RowHead label={t.version}>
            <span>
              <Link to={`/rule-sets/${version.id}`}>{version.version || t.unnamed}</Link>
              {version.based_on && <span className={styles.note}>{t.basedOn(version.based_on.version)}</span>}
              {version.edition && <span className={styles.note}>{t.ofEdition(version.edition)}</span>}
            </span>
          </RowHead>
          <Cell label={t.state}>
            <span>
              <RuleSetBadge state={version.state} />
            </span>
          </Cell>
          <Cell label={t.force}>{forceOf(version, t)}</Cell>
          <Cell label={t.triggers}>{version.trigger_count}</Cell>
          <Cell label={t.changed}>
            <span>
              {version.changed_by?.name ?? t.builtIn}
              <span className={styles.note}>{formatInstant(version.changed_at)}</span>
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Published({ form }: { form: FormSummary }): ReactElement {
  const t = useTexts().rules;
  if (form.rule_sets.length === 0) return <StateView mark="empty" title={t.noVersions} />;
  return (
    <Table caption={t.versions} head={[t.version, t.force].map((name) => <Head key={name}>{name}</Head>)}>
      {form.rule_sets.toReversed().map((version) => (
        <Row key={version.id}>
          <RowHead label={t.version}>{version.version}</RowHead>
          <Cell label={t.force}>{t.since(formatDate(version.effective_from))}</Cell>
        </Row>
      ))}
    </Table>
  );
}
