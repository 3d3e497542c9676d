import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { asProblem } from "~/lib/api/problem";
import type { RuleSet, Rules } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { seen, useStep } from "../queries";
import { blocking } from "./mistakes";
import { hasUnsaved, writeOver, type Draft } from "./working";
import styles from "./draft.module.css";

function useSave(draft: Draft) {
  const t = useTexts().rules.saving;
  return useStep((reason: string) =>
    dataOf(
      api.PUT("/api/v1/rule-sets/{id}", {
        params: { path: { id: draft.base.id }, header: seen(draft.base.revision) },
        body: { rules: draft.rules as Rules, reason: reason || null },
      }),
    ).then((saved) => {
      draft.forget();
      const wrong = blocking(saved.mistakes);
      announce(wrong > 0 ? t.savedWith(wrong) : t.saved);
      return saved;
    }),
  );
}

/** Appears with the first change: save it, or put it away. Says whose change came between, and lets one decide. */
export function SaveBar({ draft }: { draft: Draft }): ReactElement | null {
  const t = useTexts().rules.saving;
  const [reason, setReason] = useState("");
  const save = useSave(draft);
  useWarning();
  const submit = (): void => save.mutate(reason, { onSuccess: () => setReason("") });
  if (!draft.dirty) return null;
  return (
    <div className={styles.save} role="region" aria-label={t.region}>
      {save.isError &&
        (asProblem(save.error).status === 412 ? (
          <Conflict draft={draft} error={save.error} onDone={() => save.reset()} />
        ) : (
          <ProblemAlert error={save.error} />
        ))}
      <form
        className={styles.saveLine}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <strong>{t.unsaved}</strong>
        <TextInput
          size="sm"
          className={styles.wide}
          aria-label={t.reason}
          placeholder={t.reason}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button size="sm" type="submit" loading={save.isPending}>
          {t.save}
        </Button>
        <Button size="sm" variant="default" onClick={draft.forget}>
          {t.discard}
        </Button>
      </form>
    </div>
  );
}

function Conflict({ draft, error, onDone }: { draft: Draft; error: unknown; onDone: () => void }): ReactElement {
  const t = useTexts().rules.saving;
  const client = useQueryClient();
  const id = draft.base.id;
  const newest = (): Promise<RuleSet> =>
    client.query({
      queryKey: keys.ruleSet(id),
      queryFn: () => dataOf(api.GET("/api/v1/rule-sets/{id}", { params: { path: { id } } })),
      staleTime: 0,
    });
  return (
    <ProblemAlert error={error}>
      <Button size="sm" variant="default" onClick={() => void newest().then(draft.forget).then(onDone)}>
        {t.takeTheirs}
      </Button>
      <Button size="sm" variant="default" onClick={() => void newest().then(writeOver).then(onDone)}>
        {t.keepMine}
      </Button>
    </ProblemAlert>
  );
}

/** The browser asks before a window is closed with what was not saved. */
function useWarning(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (hasUnsaved()) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
}
