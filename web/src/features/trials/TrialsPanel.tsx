import type { ReactElement } from "react";
import { useParams } from "react-router";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import type { RuleSet, TrialTitle } from "~/lib/api/types";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { Backtest } from "./Backtest";
import { useTrials, useTriedRuleSet } from "./queries";
import { Shadow } from "./Shadow";
import { TryOn } from "./TryOn";
import styles from "./trials.module.css";

/** What a rule set would do: to all past reports, to one of them, and to those that come. */
export function TrialsPanel(): ReactElement {
  const { id = "" } = useParams();
  const may = useHasRole("sro_admin", "methodologist");
  const t = useTexts().trials;
  const ruleSet = useTriedRuleSet(id);
  if (!may) return <StateView mark="empty" title={t.notForMembers} />;
  return <QueryStates query={ruleSet}>{(found) => <Trials ruleSet={found} />}</QueryStates>;
}

function Trials({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  return (
    <QueryStates query={useTrials(ruleSet.id)}>
      {(trials) => (
        <div className={styles.trials}>
          <Backtest ruleSet={ruleSet} newest={newest(trials, "backtest")} />
          <TryOn ruleSet={ruleSet} />
          <Shadow ruleSet={ruleSet} newest={newest(trials, "shadow")} />
        </div>
      )}
    </QueryStates>
  );
}

function newest(trials: TrialTitle[], kind: TrialTitle["kind"]): TrialTitle | null {
  return trials.find((trial) => trial.kind === kind) ?? null;
}
