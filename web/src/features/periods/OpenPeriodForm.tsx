import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { asProblem } from "~/lib/api/problem";
import type { FormSummary } from "~/lib/api/types";
import { dateIn, formatDate } from "~/lib/dates";
import { usePeriodLabel } from "~/lib/names";
import { usePreferences } from "~/lib/preferences";
import { serverNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import { lastEnded, periodOptions } from "./periods";
import styles from "./periods.module.css";

interface Chosen {
  form: FormSummary;
  year: number;
  number: number;
  due: string;
}

function useOpenPeriod() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ form, year, number, due }: Chosen) =>
      dataOf(api.POST("/api/v1/periods", { body: { form: form.code, kind: form.period_kind, year, number, due_date: due || null } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.reports }),
  });
}

export function OpenPeriodForm({ forms }: { forms: FormSummary[] }): ReactElement | null {
  const [first] = forms;
  return first ? <Fields forms={forms} first={first} /> : null;
}

function Fields({ forms, first }: { forms: FormSummary[]; first: FormSummary }): ReactElement {
  const t = useTexts();
  const { language } = usePreferences();
  const today = dateIn(serverNow());
  const [chosen, setChosen] = useState<Chosen>({ form: first, ...lastEnded(first.period_kind, today), due: "" });
  const open = useOpenPeriod();
  const problem = open.isError ? asProblem(open.error) : null;
  const { form, year, number, due } = chosen;
  const change = (part: Partial<Chosen>) => setChosen({ ...chosen, ...part });

  function choose(code: string | null): void {
    const next = forms.find((candidate) => candidate.code === code) ?? form;
    change({ form: next, ...lastEnded(next.period_kind, today) });
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    open.mutate(chosen);
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      {problem && <ProblemAlert error={problem} />}
      <Select
        label={t.periods.form}
        data={forms.map(({ code, title }) => ({ value: code, label: `${code} ${title}` }))}
        value={form.code}
        onChange={choose}
      />
      <TextInput
        size="sm"
        type="number"
        label={t.periods.year}
        min={2000}
        max={2100}
        required
        value={year}
        error={problem?.fieldDetail("year")}
        onChange={(event) => change({ year: event.currentTarget.valueAsNumber || year })}
      />
      <Select
        label={t.periods.number}
        data={periodOptions(form.period_kind, t.forms.kinds[form.period_kind], language)}
        value={String(number)}
        error={problem?.fieldDetail("number")}
        onChange={(value) => change({ number: Number(value) })}
      />
      <TextInput
        size="sm"
        type="date"
        label={t.periods.due}
        description={`${t.periods.rule(t.forms.dueIn[form.due.unit](form.due.days))} ${t.periods.dueHint}`}
        value={due}
        error={problem?.fieldDetail("due_date")}
        onChange={(event) => change({ due: event.currentTarget.value })}
      />
      <Button type="submit" loading={open.isPending}>
        {t.periods.open}
      </Button>
      <Outcome opened={open.data} />
    </form>
  );
}

function Outcome({ opened }: { opened: ReturnType<typeof useOpenPeriod>["data"] }): ReactElement {
  const t = useTexts();
  const periodLabel = usePeriodLabel();
  return (
    <p role="status" className={styles.outcome}>
      {opened && t.periods.opened(opened.opened, periodLabel(opened.period), formatDate(opened.due_date))}
    </p>
  );
}
