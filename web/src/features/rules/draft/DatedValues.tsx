import { Button, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { DatedText } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { Renamed } from "./Renamed";
import styles from "./draft.module.css";

type Parameters = Record<string, DatedText[]>;

interface ParametersFieldProps {
  label: string;
  hint: string;
  value: Parameters;
  onChange: (value: Parameters) => void;
}

/** Limits of acts by reporting date: a name, and values each from a day to a day. */
export function ParametersField({ label, hint, value, onChange }: ParametersFieldProps): ReactElement {
  const t = useTexts().rules.parameters;
  const names = Object.keys(value);
  const add = (): void => onChange({ ...value, [fresh(names, t.newName)]: [{ value: "", since: null, until: null }] });
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <p className={styles.hint}>{hint}</p>
      {names.map((name) => (
        <div key={name} className={styles.entry} role="group" aria-label={name}>
          <Renamed entries={value} name={name} label={t.name} onChange={onChange} />
          <Values name={name} values={value[name] ?? []} onChange={(values) => onChange({ ...value, [name]: values })} />
        </div>
      ))}
      <Button size="sm" variant="default" onClick={add}>
        {t.add}
      </Button>
    </fieldset>
  );
}

interface ValuesProps {
  name: string;
  values: readonly DatedText[];
  onChange: (values: DatedText[]) => void;
}

function Values({ name, values, onChange }: ValuesProps): ReactElement {
  const t = useTexts().rules.parameters;
  const change = (index: number, changed: Partial<DatedText>): void =>
    onChange(values.map((value, n) => (n === index ? { ...value, ...changed } : value)));
  return (
    <div className={styles.values}>
      {values.map((dated, index) => (
        <div key={index} className={styles.value}>
          <TextInput
            size="sm"
            label={t.value}
            aria-label={t.valueOf(name, index + 1)}
            value={dated.value}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <TextInput
            size="sm"
            type="date"
            label={t.since}
            aria-label={t.sinceOf(name, index + 1)}
            value={dated.since ?? ""}
            onChange={(event) => change(index, { since: event.currentTarget.value || null })}
          />
          <TextInput
            size="sm"
            type="date"
            label={t.until}
            aria-label={t.untilOf(name, index + 1)}
            value={dated.until ?? ""}
            onChange={(event) => change(index, { until: event.currentTarget.value || null })}
          />
          <Button
            size="sm"
            variant="subtle"
            aria-label={t.removeValue(name, index + 1)}
            onClick={() => onChange(values.filter((_, n) => n !== index))}
          >
            {t.remove}
          </Button>
        </div>
      ))}
      <Button size="sm" variant="subtle" onClick={() => onChange([...values, { value: "", since: null, until: null }])}>
        {t.addValue}
      </Button>
    </div>
  );
}

function fresh(names: readonly string[], stem: string): string {
  let number = names.length + 1;
  while (names.includes(`${stem}${String(number)}`)) number += 1;
  return `${stem}${String(number)}`;
}
