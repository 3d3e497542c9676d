import { Button, Select, Textarea, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { FormulaText, FormulaWords, RuleSet, TriggerText } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { FormulaField } from "../formula/FormulaField";
import { ParametersField } from "./DatedValues";
import { mistakesOf } from "./mistakes";
import { NamedValues } from "./NamedValues";
import type { Draft } from "./working";
import styles from "./draft.module.css";

interface TriggerFormProps {
  draft: Draft;
  ruleSet: RuleSet;
  index: number;
  words: FormulaWords;
  onCopy: () => void;
  onRemove: () => void;
}

/** One trigger, field by field. */
export function TriggerForm({ draft, ruleSet, index, words, onCopy, onRemove }: TriggerFormProps): ReactElement | null {
  const t = useTexts().rules;
  const trigger = draft.rules.triggers[index];
  if (!trigger) return null;
  const change = (changed: Partial<TriggerText>): void => draft.changeTrigger(index, changed);
  const question = questionOf(draft, ruleSet, trigger);
  return (
    <section className={styles.form} aria-label={t.triggerOf(trigger.code)}>
      <div className={styles.head}>
        <h2>{trigger.title || t.untitled}</h2>
        <Button size="sm" variant="default" onClick={onCopy}>
          {t.copyTrigger}
        </Button>
        <Button size="sm" variant="default" color="red" onClick={onRemove}>
          {t.removeTrigger}
        </Button>
      </div>
      <Found draft={draft} index={index} />
      <Naming trigger={trigger} change={change} />
      <FormulaField
        label={t.fields.formula}
        value={trigger.formula}
        onChange={(formula) => change({ formula })}
        words={words}
        question={question}
        required
      />
      <FormulaField
        label={t.fields.when}
        hint={t.hints.when}
        value={trigger.when ?? ""}
        onChange={(when) => change({ when: when || null })}
        words={words}
        question={{ ...question, field: "when", tolerance: null }}
      />
      <Telling trigger={trigger} change={change} />
      <Judging trigger={trigger} change={change} />
      <NamedValues value={trigger.values} onChange={(values) => change({ values })} words={words} question={question} />
      <ParametersField
        label={t.fields.parameters}
        hint={t.hints.ownParameters}
        value={trigger.parameters}
        onChange={(parameters) => change({ parameters })}
      />
    </section>
  );
}

function questionOf(draft: Draft, ruleSet: RuleSet, trigger: TriggerText): Omit<FormulaText, "formula"> {
  return {
    form: ruleSet.form,
    rule_set: ruleSet.id,
    field: "formula",
    values: trigger.values,
    parameters: [...Object.keys(draft.rules.parameters), ...Object.keys(trigger.parameters)],
    tolerance: trigger.tolerance,
    empty: trigger.empty,
  };
}

type Part = { trigger: TriggerText; change: (changed: Partial<TriggerText>) => void };

/** What the server said of it when it was saved; formulas say theirs themselves. */
function Found({ draft, index }: { draft: Draft; index: number }): ReactElement | null {
  const t = useTexts().rules;
  const found = mistakesOf(draft, index).filter(({ line }) => line === null);
  if (found.length === 0) return null;
  return (
    <ul className={styles.found}>
      {found.map((mistake) => (
        <li key={`${mistake.field ?? ""}${mistake.code}`}>
          {mistake.field && <strong>{fieldName(mistake.field, t.fields)}: </strong>}
          {mistake.text}
        </li>
      ))}
    </ul>
  );
}

function fieldName(field: string, names: Record<string, string>): string {
  return names[field] ?? field;
}

function Naming({ trigger, change }: Part): ReactElement {
  const t = useTexts().rules;
  const kinds = (["error", "warning"] as const).map((value) => ({ value, label: t.severity[value] }));
  return (
    <div className={styles.row}>
      <TextInput
        size="sm"
        label={t.fields.code}
        required
        value={trigger.code}
        onChange={(event) => change({ code: event.currentTarget.value })}
      />
      <TextInput
        size="sm"
        className={styles.wide}
        label={t.fields.title}
        required
        value={trigger.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Select
        size="sm"
        label={t.fields.severity}
        data={kinds}
        value={trigger.severity}
        onChange={(value) => change({ severity: value === "warning" ? "warning" : "error" })}
      />
    </div>
  );
}

function Telling({ trigger, change }: Part): ReactElement {
  const t = useTexts().rules;
  return (
    <>
      {(["message", "hint", "source"] as const).map((name) => (
        <Textarea
          key={name}
          size="sm"
          autosize
          minRows={name === "source" ? 1 : 2}
          label={t.fields[name]}
          description={t.hints[name]}
          value={trigger[name] ?? ""}
          onChange={(event) => change({ [name]: event.currentTarget.value || null })}
        />
      ))}
    </>
  );
}

function Judging({ trigger, change }: Part): ReactElement {
  const t = useTexts().rules;
  const policies = (["zero", "missing"] as const).map((value) => ({ value, label: t.empty[value] }));
  return (
    <div className={styles.row}>
      <TextInput
        size="sm"
        label={t.fields.tolerance}
        description={t.hints.tolerance}
        value={trigger.tolerance ?? ""}
        onChange={(event) => change({ tolerance: event.currentTarget.value || null })}
      />
      <Select
        size="sm"
        label={t.fields.empty}
        description={t.hints.empty}
        data={policies}
        value={trigger.empty}
        onChange={(value) => change({ empty: value === "missing" ? "missing" : "zero" })}
      />
      {(["valid_from", "valid_to"] as const).map((name) => (
        <TextInput
          key={name}
          size="sm"
          type="date"
          label={t.fields[name]}
          description={t.hints[name]}
          value={trigger[name] ?? ""}
          onChange={(event) => change({ [name]: event.currentTarget.value || null })}
        />
      ))}
    </div>
  );
}
