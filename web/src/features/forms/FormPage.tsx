import type { ReactElement } from "react";
import { Outlet, useParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { TabNav, type Tab } from "~/components/tabs/TabNav";
import type { FormSummary } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { useForms } from "./queries";

/** One form; its parts are tabs, filled by this and other features. */
export function FormPage({ tabs }: { tabs: readonly Tab[] }): ReactElement {
  const { code = "" } = useParams();
  const t = useTexts();
  return (
    <QueryStates query={useForms()}>
      {(forms) => {
        const form = forms.find((candidate) => candidate.code === code);
        if (!form) return <StateView mark="empty" title={t.shell.notFound} text={t.shell.notFoundText} />;
        return <Form form={form} tabs={tabs} />;
      }}
    </QueryStates>
  );
}

function Form({ form, tabs }: { form: FormSummary; tabs: readonly Tab[] }): ReactElement {
  const t = useTexts().forms;
  return (
    <>
      <PageHeader
        title={form.title}
        above={<BackLink to="/forms">{t.back}</BackLink>}
        below={`${form.code} · ${t.kinds[form.period_kind]} · ${t.dueIn[form.due.unit](form.due.days)}`}
      />
      <TabNav tabs={tabs} about={{ code: form.code, accepts: form.accepts }} label={t.parts} />
      <Outlet />
    </>
  );
}
