import { Select } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import type { FormSummary } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { useForms } from "./queries";
import { Triggers } from "./Triggers";

export function FormPage(): ReactElement {
  const { code = "" } = useParams();
  const t = useTexts();
  return (
    <QueryStates query={useForms()}>
      {(forms) => {
        const form = forms.find((candidate) => candidate.code === code);
        return form ? <Form form={form} /> : <StateView mark="empty" title={t.shell.notFound} text={t.shell.notFoundText} />;
      }}
    </QueryStates>
  );
}

function Form({ form }: { form: FormSummary }): ReactElement {
  const t = useTexts().forms;
  const mayRead = useHasRole("sro_admin", "methodologist");
  const [chosen, setChosen] = useState(form.rule_sets.at(-1)?.id ?? null);
  const versions = form.rule_sets.toReversed().map(({ id, version, effective_from: from }) => ({
    value: id,
    label: `${version}, ${t.effective(formatDate(from))}`,
  }));
  return (
    <>
      <PageHeader
        title={form.title}
        above={<BackLink to="/forms">{t.back}</BackLink>}
        below={`${form.code} · ${t.kinds[form.period_kind]} · ${t.dueIn[form.due.unit](form.due.days)}`}
        actions={
          versions.length > 0 && <Select aria-label={t.ruleSet} data={versions} value={chosen} onChange={setChosen} />
        }
      />
      {chosen && mayRead ? <Triggers ruleSetId={chosen} /> : <p>{t.noTriggers}</p>}
    </>
  );
}
