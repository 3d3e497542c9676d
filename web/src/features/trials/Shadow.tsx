import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { QueryStates } from "~/components/states/QueryStates";
import type { RuleSet, RuleSetTrial, TrialTitle } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { useEnd, useStartShadow, useTrial } from "./queries";
import { Results } from "./Results";
import styles from "./trials.module.css";

/** New reports, judged by this rule set too while it is on: beside their verdicts, never instead of them. */
export function Shadow({ ruleSet, newest }: { ruleSet: RuleSet; newest: TrialTitle | null }): ReactElement {
  const t = useTexts().trials.shadow;
  const start = useStartShadow(ruleSet.id);
  return (
    <section aria-labelledby="shadow">
      <div className={styles.bar}>
        <h2 id="shadow">{t.title}</h2>
        {newest?.state === "running" ? (
          <Stop ruleSet={ruleSet} id={newest.id} />
        ) : (
          <Button variant="default" onClick={() => start.mutate()} loading={start.isPending}>
            {t.start}
          </Button>
        )}
      </div>
      <p className={styles.lead}>{t.text}</p>
      {start.isError && <ProblemAlert error={start.error} />}
      {newest && <Found id={newest.id} />}
    </section>
  );
}

function Stop({ ruleSet, id }: { ruleSet: RuleSet; id: string }): ReactElement {
  const end = useEnd(ruleSet.id, id);
  return (
    <Button variant="default" onClick={() => end.mutate()} loading={end.isPending}>
      {useTexts().trials.shadow.stop}
    </Button>
  );
}

function Found({ id }: { id: string }): ReactElement {
  return <QueryStates query={useTrial(id)}>{(trial) => <Figures trial={trial} />}</QueryStates>;
}

function Figures({ trial }: { trial: RuleSetTrial }): ReactElement {
  const t = useTexts().trials.shadow;
  const when = formatInstant(trial.finished_at ?? trial.started_at);
  return (
    <>
      <p>{trial.state === "running" ? t.running(when) : t.stopped(when)}</p>
      {trial.judged + trial.failed > 0 ? <Results trial={trial} /> : <p className={styles.note}>{t.nothing}</p>}
    </>
  );
}
