import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import type { FormulaText, FormulaWords } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { FormulaField } from "../formula/FormulaField";
import { Renamed } from "./Renamed";
import styles from "./draft.module.css";

interface NamedValuesProps {
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
  words: FormulaWords;
  question: Omit<FormulaText, "formula">;
}

/** Named parts of a formula: written once, told by name in the formula and in the message. */
export function NamedValues({ value, onChange, words, question }: NamedValuesProps): ReactElement {
  const t = useTexts().rules;
  const names = Object.keys(value);
  function add(): void {
    let number = names.length + 1;
    while (names.includes(`${t.values.newName}${String(number)}`)) number += 1;
    onChange({ ...value, [`${t.values.newName}${String(number)}`]: "" });
  }
  return (
    <fieldset className={styles.group}>
      <legend>{t.fields.values}</legend>
      <p className={styles.hint}>{t.values.hint}</p>
      {names.map((name) => (
        <div key={name} className={styles.entry} role="group" aria-label={name}>
          <Renamed entries={value} name={name} label={t.values.name} onChange={onChange} />
          <FormulaField
            label={t.values.formulaOf(name)}
            value={value[name] ?? ""}
            onChange={(text) => onChange({ ...value, [name]: text })}
            words={words}
            question={{ ...question, field: "value" }}
            required
          />
        </div>
      ))}
      <Button size="sm" variant="default" onClick={add}>
        {t.values.add}
      </Button>
    </fieldset>
  );
}
