import type { ReactElement } from "react";
import { Link } from "react-router";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { FormSummary } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { Drafts } from "./Drafts";
import { NewForm } from "./NewForm";
import { useFormDrafts, useForms } from "./queries";

/** «Формы и триггеры»: every form that the SRO takes, with the rule set that is newest. */
export function FormsPage(): ReactElement {
  const t = useTexts();
  const mayWrite = useHasRole("sro_admin", "methodologist");
  const drafts = useFormDrafts().data ?? [];
  return (
    <>
      <PageHeader title={t.forms.title} actions={mayWrite && <NewForm />} />
      <QueryStates query={useForms()}>
        {(forms) => (forms.length > 0 ? <FormsTable forms={forms} /> : <StateView mark="empty" title={t.forms.empty} />)}
      </QueryStates>
      <Drafts drafts={drafts} />
    </>
  );
}

function FormsTable({ forms }: { forms: FormSummary[] }): ReactElement {
  const t = useTexts().forms;
  const names = [t.name, t.code, t.accepts, t.periodKind, t.due, t.ruleSet];
  return (
    <Table caption={t.caption} captionHidden head={names.map((name) => <Head key={name}>{name}</Head>)}>
      {forms.map((form) => (
        <FormRow key={form.code} form={form} />
      ))}
    </Table>
  );
}

function FormRow({ form }: { form: FormSummary }): ReactElement {
  const t = useTexts().forms;
  const newest = form.rule_sets.at(-1);
  return (
    <Row>
      <RowHead label={t.name}>
        <Link to={`/forms/${encodeURIComponent(form.code)}`}>{form.title}</Link>
      </RowHead>
      <Cell label={t.code}>{form.code}</Cell>
      <Cell label={t.accepts}>{form.accepts === "xtdd" ? t.xtdd : t.files(form.file_types.join(", "))}</Cell>
      <Cell label={t.periodKind}>{t.kinds[form.period_kind]}</Cell>
      <Cell label={t.due}>{t.dueIn[form.due.unit](form.due.days)}</Cell>
      <Cell label={t.ruleSet}>
        {newest ? t.version(newest.version, formatDate(newest.effective_from)) : form.accepts === "xtdd" ? t.noRuleSet : t.noTriggers}
      </Cell>
    </Row>
  );
}
