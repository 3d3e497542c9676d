import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { Link } from "react-router";
import { BackLink } from "~/components/BackLink";
import { FileDrop } from "~/components/files/FileDrop";
import { PageHeader } from "~/components/PageHeader";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { StateView } from "~/components/states/StateView";
import { keys } from "~/lib/api/keys";
import type { ImportPlan, ImportResult } from "~/lib/api/types";
import { sendFile } from "~/lib/api/upload";
import { say } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { ApplyForm } from "./ApplyForm";
import { PlanView } from "./PlanView";
import styles from "./members.module.css";

/** «Внести список в реестр»: a file, what it would change, and then just that. */
export function ImportPage(): ReactElement {
  const t = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const client = useQueryClient();
  const preview = useMutation({
    mutationFn: (chosen: File) => sendFile<ImportPlan>("/api/v1/members/import/preview", chosen),
    onSuccess: () => say(t.memberImport.summary),
  });
  const apply = useMutation({
    mutationFn: ({ plan, grounds }: { plan: ImportPlan; grounds: string }) => {
      const query = new URLSearchParams({ plan: plan.plan, grounds });
      return sendFile<ImportResult>(`/api/v1/members/import?${query.toString()}`, file as File);
    },
    onSuccess: () =>
      Promise.all([keys.members, keys.anyMember].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });

  function choose(chosen: File): void {
    setFile(chosen);
    apply.reset();
    preview.mutate(chosen);
  }

  const plan = preview.data;
  return (
    <>
      <PageHeader
        title={t.memberImport.title}
        above={<BackLink to="/members">{t.memberImport.back}</BackLink>}
        below={t.memberImport.lead}
      />
      {apply.data ? (
        <Done result={apply.data} />
      ) : (
        <div className={styles.import}>
          <FileDrop
            text={plan ? t.memberImport.other : t.memberImport.choose}
            hint={preview.isPending ? t.memberImport.reading : t.memberImport.hint}
            accept=".xlsx,.csv,.txt"
            busy={preview.isPending || apply.isPending}
            onFile={choose}
          />
          {preview.isError && <ProblemAlert error={preview.error} />}
          {plan ? (
            <>
              <PlanView plan={plan} />
              {plan.counts.new + plan.counts.changed > 0 && (
                <ApplyForm
                  busy={apply.isPending}
                  error={apply.isError ? apply.error : null}
                  onApply={(grounds) => apply.mutate({ plan, grounds })}
                />
              )}
            </>
          ) : (
            <ul>
              {t.memberImport.how.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </div>
      )}
    </>
  );
}

function Done({ result }: { result: ImportResult }): ReactElement {
  const t = useTexts().memberImport;
  const text = result.repeated ? t.repeated : t.doneText(result.counts.new, result.counts.changed);
  return (
    <div role="status">
      <StateView mark="done" title={t.done} text={text}>
        <Button component={Link} to="/members">
          {t.back}
        </Button>
      </StateView>
    </div>
  );
}
