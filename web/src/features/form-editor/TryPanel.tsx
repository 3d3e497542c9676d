import { useMutation } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { FileDrop } from "~/components/files/FileDrop";
import { RemarksTable } from "~/components/remarks/RemarksTable";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { Trial } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { usePeriodLabel } from "~/lib/names";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { tryForm } from "./queries";
import type { Editor } from "./useEditor";
import styles from "./editor.module.css";

/** The draft tried on a file, as it stands: what it would be recognised as, its period, and everything that is odd. */
export function TryPanel({ code, editor }: { code: string; editor: Editor }): ReactElement {
  const t = useTexts().formEditor;
  const trying = useMutation({
    mutationFn: async (file: File) => {
      // What is tried is what is written, saved or not.
      await editor.flush();
      return { name: file.name, trial: await tryForm(code, file) };
    },
    onSuccess: ({ trial }) => announce(trial.taken ? t.taken : t.notTaken),
  });
  return (
    <section aria-labelledby="form-trial" className={styles.section}>
      <h2 id="form-trial">{t.trialTitle}</h2>
      <FileDrop text={t.chooseTrial} hint={t.trialHint} busy={trying.isPending} onFile={(file) => trying.mutate(file)} />
      {trying.isError && <ProblemAlert error={trying.error} />}
      {trying.data && <Result name={trying.data.name} trial={trying.data.trial} />}
    </section>
  );
}

function Result({ name, trial }: { name: string; trial: Trial }): ReactElement {
  const t = useTexts().formEditor;
  return (
    <div className={styles.result} data-taken={trial.taken}>
      <p className={styles.verdict}>
        <strong>{trial.taken ? t.taken : t.notTaken}</strong> {name}
      </p>
      {trial.problems.length > 0 && (
        <ul className={styles.trouble}>
          {trial.problems.map((problem) => (
            <li key={problem.where + problem.code}>
              {t.trial[problem.code]?.(problem.found ?? t.nothing, problem.expected ?? t.nothing) ?? problem.code}
            </li>
          ))}
        </ul>
      )}
      <Facts trial={trial} />
      {trial.remarks.length > 0 && <RemarksTable remarks={trial.remarks} />}
      {trial.unreadable.length > 0 && <Unreadable trial={trial} />}
    </div>
  );
}

function Facts({ trial }: { trial: Trial }): ReactElement | null {
  const t = useTexts().formEditor;
  const periodLabel = usePeriodLabel();
  const { period } = trial;
  const stated = [trial.year_text, trial.part_text].filter(Boolean).join(", ");
  const facts: [string, string | null | undefined][] = [
    [t.facts.root, trial.root],
    [t.facts.namespace, trial.namespace],
    [t.facts.version, trial.version],
    [t.facts.edition, trial.edition],
    [t.facts.period, period ? `${periodLabel(period)}${stated ? ` (${t.stated(stated)})` : ""}` : null],
    [t.facts.due, trial.due_date ? formatDate(trial.due_date) : null],
    [t.facts.inn, trial.inn],
    [t.facts.encoding, trial.encoding],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

function Unreadable({ trial }: { trial: Trial }): ReactElement {
  const t = useTexts().formEditor;
  const caption = t.unreadable(trial.unreadable_total, trial.unreadable.length);
  return (
    <Table caption={caption} head={[t.columns.path, t.value, t.columns.type, t.line].map((name) => <Head key={name}>{name}</Head>)}>
      {trial.unreadable.map((one, n) => (
        <Row key={`${one.path}-${String(n)}`}>
          <RowHead label={t.columns.path}>{one.path}</RowHead>
          <Cell label={t.value}>{one.value}</Cell>
          <Cell label={t.columns.type}>{t.types[one.type as keyof typeof t.types]}</Cell>
          <Cell label={t.line}>{one.line ?? "-"}</Cell>
        </Row>
      ))}
    </Table>
  );
}
