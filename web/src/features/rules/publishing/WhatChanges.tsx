import type { ReactElement } from "react";
import { QueryStates } from "~/components/states/QueryStates";
import type { RuleSet } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { DiffView } from "../changes/DiffView";
import { Missed } from "../changes/Missed";
import { useComparison } from "../changes/queries";
import styles from "./publishing.module.css";

/** What publishing would change in the version in force on that day: read before one agrees to it. */
export function WhatChanges({ ruleSet, from }: { ruleSet: RuleSet; from: string | null }): ReactElement {
  const t = useTexts().rules.changes;
  return (
    /* It scrolls, so that it has to be reached by keyboard. */
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.changes} aria-label={t.beforePublishing} tabIndex={0}>
      <QueryStates query={useComparison(ruleSet.id, ruleSet.revision, null, from || null)}>
        {(compared) => (
          <>
            <h3>{compared.before ? t.against(compared.before.version) : t.nothingBefore}</h3>
            <Missed compared={compared} />
            <DiffView diff={compared.difference} />
          </>
        )}
      </QueryStates>
    </section>
  );
}
