import { Button, Progress } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, type ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { QueryStates } from "~/components/states/QueryStates";
import { keys } from "~/lib/api/keys";
import type { RuleSet, RuleSetTrial, TrialTitle } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { useEnd, useStartBacktest, useTrial } from "./queries";
import { Results } from "./Results";
import styles from "./trials.module.css";

/** All past reports of the form, judged by this rule set: start it, follow it, read what it found. */
export function Backtest({ ruleSet, newest }: { ruleSet: RuleSet; newest: TrialTitle | null }): ReactElement {
  const t = useTexts().trials.backtest;
  const start = useStartBacktest(ruleSet.id);
  const running = newest?.state === "running";
  return (
    <section aria-labelledby="backtest">
      <div className={styles.bar}>
        <h2 id="backtest">{t.title}</h2>
        {!running && (
          <Button onClick={() => start.mutate()} loading={start.isPending} variant={newest ? "default" : "filled"}>
            {newest ? t.again : t.start}
          </Button>
        )}
      </div>
      <p className={styles.lead}>{t.text}</p>
      {start.isError && <ProblemAlert error={start.error} />}
      {newest && <Found ruleSet={ruleSet} id={newest.id} />}
    </section>
  );
}

function Found({ ruleSet, id }: { ruleSet: RuleSet; id: string }): ReactElement {
  return (
    <QueryStates query={useTrial(id)}>
      {(trial) => (
        <>
          <Standing ruleSet={ruleSet} trial={trial} />
          {trial.judged + trial.failed > 0 && <Results trial={trial} />}
        </>
      )}
    </QueryStates>
  );
}

function Standing({ ruleSet, trial }: { ruleSet: RuleSet; trial: RuleSetTrial }): ReactElement {
  const t = useTexts().trials.backtest;
  useEnding(ruleSet, trial);
  if (trial.state === "running") return <Running ruleSet={ruleSet} trial={trial} />;
  const when = formatInstant(trial.finished_at ?? trial.started_at);
  return (
    <p>
      {trial.state === "finished" ? t.finished(when, trial.started_by) : t.cancelled(when)}
      {trial.revision !== null && trial.revision !== ruleSet.revision && !ruleSet.ref && (
        <strong className={styles.stale}>{t.stale}</strong>
      )}
    </p>
  );
}

function Running({ ruleSet, trial }: { ruleSet: RuleSet; trial: RuleSetTrial }): ReactElement {
  const t = useTexts().trials.backtest;
  const end = useEnd(ruleSet.id, trial.id);
  const share = trial.total > 0 ? (100 * trial.done) / trial.total : 0;
  const text = trial.total > 0 ? t.running(trial.done, trial.total) : t.beginning;
  return (
    <div className={styles.running}>
      <Progress value={share} aria-label={t.title} aria-valuetext={text} />
      <div className={styles.bar}>
        <span>
          {text} <span className={styles.note}>{t.waits}</span>
        </span>
        <Button variant="default" onClick={() => end.mutate()} loading={end.isPending}>
          {t.cancel}
        </Button>
      </div>
    </div>
  );
}

/** When it is through, say so once, and let the page learn that the draft was tested. */
function useEnding(ruleSet: RuleSet, trial: RuleSetTrial): void {
  const client = useQueryClient();
  const words = useTexts().trials.backtest.done;
  const before = useRef(trial.state);
  useEffect(() => {
    if (before.current === "running" && trial.state !== "running") {
      if (trial.state === "finished") announce(words);
      void client.invalidateQueries({ queryKey: keys.trials(ruleSet.id) });
      void client.invalidateQueries({ queryKey: keys.ruleSet(ruleSet.id) });
    }
    before.current = trial.state;
  }, [client, ruleSet.id, trial.state, words]);
}
