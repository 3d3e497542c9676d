import type { ReactElement } from "react";
import { useParams } from "react-router";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { RuleSet } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { ParametersField } from "./draft/DatedValues";
import { SaveBar } from "./draft/SaveBar";
import { useDraft } from "./draft/working";
import { isDraft, useRuleSet } from "./queries";

/** Parameters of a rule set and its name: of a draft to write, of a version to read. */
export function ParametersPanel(): ReactElement {
  const { id = "" } = useParams();
  return (
    <QueryStates query={useRuleSet(id)}>
      {(ruleSet) => (isDraft(ruleSet) ? <Editor ruleSet={ruleSet} /> : <Reader ruleSet={ruleSet} />)}
    </QueryStates>
  );
}

function Editor({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().rules;
  const draft = useDraft(ruleSet);
  return (
    <>
      <SaveBar draft={draft} />
      <ParametersField
        label={t.parameters.title}
        hint={t.hints.setParameters}
        value={draft.rules.parameters}
        onChange={(parameters) => draft.change({ parameters })}
      />
    </>
  );
}

function Reader({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().rules.parameters;
  const rows = Object.entries(ruleSet.parameters).flatMap(([name, values]) => values.map((value, n) => ({ name, n, value })));
  if (rows.length === 0) return <StateView mark="empty" title={t.none} />;
  return (
    <Table caption={t.title} captionHidden head={[t.name, t.value, t.since, t.until].map((name) => <Head key={name}>{name}</Head>)}>
      {rows.map(({ name, n, value }) => (
        <Row key={`${name}${n}`}>
          <RowHead label={t.name}>{name}</RowHead>
          <Cell label={t.value}>{value.value}</Cell>
          <Cell label={t.since}>{value.since ? formatDate(value.since) : t.always}</Cell>
          <Cell label={t.until}>{value.until ? formatDate(value.until) : t.noEnd}</Cell>
        </Row>
      ))}
    </Table>
  );
}
