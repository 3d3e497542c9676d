import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { asProblem } from "~/lib/api/problem";
import type { Report } from "~/lib/api/types";
import { dateIn, formatDate } from "~/lib/dates";
import { announce } from "~/lib/news";
import { serverNow } from "~/lib/serverClock";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import styles from "./ReportPage.module.css";

function useSave(report: Report, done: () => void) {
  const client = useQueryClient();
  const saved = useTexts().common.saved;
  return useMutation({
    mutationFn: (body: { number: string; date: string }) =>
      dataOf(
        api.PUT("/api/v1/submissions/{id}/incoming-number", {
          params: { path: { id: report.current_submission_id ?? "" } },
          body,
        }),
      ),
    onSuccess: async () => {
      announce(saved);
      done();
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.report(report.id) }),
        client.invalidateQueries({ queryKey: keys.reports }),
        client.invalidateQueries({ queryKey: keys.submission(report.current_submission_id ?? "") }),
      ]);
    },
  });
}

/** «Входящий номер»: given by the Bank of Russia, entered by the member, corrected by staff where need be. */
export function IncomingNumberField({ report }: { report: Report }): ReactElement {
  const t = useTexts();
  const [editing, setEditing] = useState(false);
  const mayEdit = useHasRole("member_admin", "member_user", "sro_admin", "clerk");
  const { incoming_number: incoming } = report;
  if (!report.current_submission_id) return <>{t.report.incomingNone}</>;
  if (mayEdit && (editing || (!incoming && report.status === "accepted"))) {
    return <Editor report={report} onDone={() => setEditing(false)} cancellable={editing} />;
  }
  return (
    <>
      {incoming ? t.report.incomingOf(incoming.number, formatDate(incoming.date)) : t.report.incomingNone}{" "}
      {mayEdit && (
        <Button className="no-print" size="compact-sm" variant="subtle" onClick={() => setEditing(true)}>
          {incoming ? t.report.incomingEdit : t.report.incomingEnter}
        </Button>
      )}
    </>
  );
}

interface EditorProps {
  report: Report;
  onDone: () => void;
  cancellable: boolean;
}

function Editor({ report, onDone, cancellable }: EditorProps): ReactElement {
  const t = useTexts();
  const today = dateIn(serverNow());
  const [number, setNumber] = useState(report.incoming_number?.number ?? "");
  const [date, setDate] = useState(report.incoming_number?.date ?? today);
  const [missing, setMissing] = useState(false);
  const save = useSave(report, onDone);
  const problem = save.isError ? asProblem(save.error) : null;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const incomplete = number.trim() === "" || date === "";
    setMissing(incomplete);
    if (!incomplete) save.mutate({ number: number.trim(), date });
  }

  return (
    <form className={styles.incoming} onSubmit={submit} noValidate>
      <p className="muted">{t.report.incomingText}</p>
      {problem && problem.fields.length === 0 && <ProblemAlert error={problem} />}
      <TextInput
        size="sm"
        label={t.report.incomingNumber}
        value={number}
        maxLength={100}
        autoComplete="off"
        error={missing && number.trim() === "" ? t.report.incomingNeeded : problem?.fieldDetail("number")}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <TextInput
        size="sm"
        type="date"
        label={t.report.incomingDate}
        value={date}
        max={today}
        error={missing && date === "" ? t.report.incomingNeeded : problem?.fieldDetail("date")}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="sm" variant="light" loading={save.isPending}>
          {t.common.save}
        </Button>
        {cancellable && (
          <Button size="sm" variant="default" onClick={onDone}>
            {t.common.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}
