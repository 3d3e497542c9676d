import { Select } from "@mantine/core";
import type { ReactElement } from "react";
import { useParams, useSearchParams } from "react-router";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import type { ComparedRuleSets, RuleSet, RuleSetSummary } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { useRuleSet, useRuleSets } from "../queries";
import { DiffView } from "./DiffView";
import { Missed } from "./Missed";
import { useComparison } from "./queries";
import styles from "./changes.module.css";

/** How this version differs from another: by itself from the one whose place it took, or would take. */
export function ComparePanel(): ReactElement {
  const { id = "" } = useParams();
  return <QueryStates query={useRuleSet(id)}>{(ruleSet) => <Comparison ruleSet={ruleSet} />}</QueryStates>;
}

function Comparison({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().rules.changes;
  const [params, setParams] = useSearchParams();
  const other = params.get("with");
  const choose = (value: string | null): void =>
    setParams(value ? { with: value } : {}, { replace: true, preventScrollReset: true });
  return (
    <section aria-label={t.title} className={styles.panel}>
      <QueryStates query={useComparison(ruleSet.id, ruleSet.revision, other, null)}>
        {(compared) => (
          <>
            <Choice ruleSet={ruleSet} compared={compared} onChoose={choose} />
            <Missed compared={compared} />
            <Found compared={compared} />
          </>
        )}
      </QueryStates>
    </section>
  );
}

interface ChoiceProps {
  ruleSet: RuleSet;
  compared: ComparedRuleSets;
  onChoose: (id: string | null) => void;
}

function Choice({ ruleSet, compared, onChoose }: ChoiceProps): ReactElement {
  const t = useTexts().rules;
  const versions = (useRuleSets(ruleSet.form).data ?? []).filter(({ id }) => id !== ruleSet.id);
  return (
    <Select
      className={styles.choice}
      label={t.changes.with}
      data={versions.map((version) => ({ value: version.id, label: nameOf(version, t) }))}
      value={compared.before?.id ?? null}
      placeholder={t.changes.nothingBefore}
      allowDeselect={false}
      onChange={onChoose}
    />
  );
}

export function nameOf(version: RuleSetSummary, t: ReturnType<typeof useTexts>["rules"]): string {
  return `${version.version || t.unnamed} (${t.states[version.state].toLowerCase()})`;
}

function Found({ compared }: { compared: ComparedRuleSets }): ReactElement {
  const t = useTexts().rules.changes;
  const { difference: diff, before } = compared;
  const same = diff.triggers.length + diff.parameters.length + diff.form.length + diff.elements.length === 0;
  if (same) return <StateView mark="done" title={t.same} text={before ? t.sameText(before.version) : undefined} />;
  return <DiffView diff={diff} headings="h2" />;
}
