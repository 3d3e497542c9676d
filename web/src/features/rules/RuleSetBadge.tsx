import type { ReactElement } from "react";
import type { RuleSetState } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./rules.module.css";

/** The state of a rule set in words. Never green: green means one thing only, and it is about reports. */
export function RuleSetBadge({ state }: { state: RuleSetState }): ReactElement {
  const t = useTexts().rules;
  return (
    <span className={styles.badge} data-state={state}>
      {t.states[state]}
    </span>
  );
}
