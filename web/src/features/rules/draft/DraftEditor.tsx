import { Button } from "@mantine/core";
import { useRef, type ReactElement } from "react";
import { useSearchParams } from "react-router";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import type { FormulaWords, RuleSet } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { useWords } from "../queries";
import { SaveBar } from "./SaveBar";
import { TriggerForm } from "./TriggerForm";
import { TriggerList } from "./TriggerList";
import { emptyTrigger, nextCode, useDraft } from "./working";
import styles from "./draft.module.css";

/** Triggers of a draft: the list on one side, the chosen one on the other. */
export function DraftEditor({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  return (
    <QueryStates query={useWords(ruleSet.form, ruleSet.id)}>
      {(words) => <Editor ruleSet={ruleSet} words={words} />}
    </QueryStates>
  );
}

function Editor({ ruleSet, words }: { ruleSet: RuleSet; words: FormulaWords }): ReactElement {
  const t = useTexts().rules;
  const draft = useDraft(ruleSet);
  const [chosen, choose] = useChosen();
  const form = useRef<HTMLDivElement>(null);
  const { triggers } = draft.rules;
  function open(index: number): void {
    choose(index);
    // The focus goes along: on a phone the form stands below the list.
    requestAnimationFrame(() => form.current?.focus());
  }
  function insert(code: string, like?: number): void {
    const source = like === undefined ? undefined : triggers[like];
    draft.change({ triggers: [...triggers, source ? { ...source, code } : emptyTrigger(code)] });
    open(triggers.length);
  }
  function remove(index: number): void {
    draft.change({ triggers: triggers.filter((_, n) => n !== index) });
    choose(null);
  }
  return (
    <>
      <SaveBar draft={draft} />
      <div className={styles.editor} data-open={chosen !== null}>
        <TriggerList draft={draft} chosen={chosen} onChoose={open} onAdd={() => insert(nextCode(triggers))} />
        <div ref={form} tabIndex={-1} className={styles.pane}>
          {chosen !== null && triggers[chosen] ? (
            <>
              <Button className={styles.back} size="sm" variant="subtle" onClick={() => choose(null)}>
                {t.toList}
              </Button>
              <TriggerForm
                key={chosen}
                draft={draft}
                ruleSet={ruleSet}
                index={chosen}
                words={words}
                onCopy={() => insert(nextCode(triggers, triggers[chosen]?.code), chosen)}
                onRemove={() => remove(chosen)}
              />
            </>
          ) : (
            <StateView mark="empty" title={t.choose} text={t.chooseText} />
          )}
        </div>
      </div>
    </>
  );
}

/** The trigger in hand stands in the address, so that it can be sent and reloaded. */
function useChosen(): [number | null, (index: number | null) => void] {
  const [params, setParams] = useSearchParams();
  const index = Number(params.get("trigger") ?? "0") - 1;
  const choose = (next: number | null): void =>
    setParams(next === null ? {} : { trigger: String(next + 1) }, { replace: true, preventScrollReset: true });
  return [index >= 0 ? index : null, choose];
}
