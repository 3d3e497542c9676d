import { useId, type ReactElement } from "react";
import type { FormulaText, FormulaWords } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { useEditor, type FormulaEditing } from "./useEditor";
import styles from "./FormulaField.module.css";

interface FormulaFieldProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  words: FormulaWords;
  question: Omit<FormulaText, "formula">;
  required?: boolean;
}

/** A field for a formula: colours, completion, what an element is called on paper, mistakes with their places. */
export function FormulaField({ label, hint, required = false, ...rest }: FormulaFieldProps): ReactElement {
  const t = useTexts().rules.formula;
  const id = useId();
  const attributes: Record<string, string> = {
    "aria-label": label,
    "aria-describedby": `${id}-told ${id}-hint`,
    ...(required ? { "aria-required": "true" } : {}),
  };
  const [host, editing] = useEditor({ ...rest, attributes });
  const mistakes = editing.problems.filter((problem) => problem.severity === "mistake");
  return (
    <div className={styles.field} data-invalid={mistakes.length > 0}>
      <div className={styles.label} aria-hidden="true">
        {label}
        {required && <span className={styles.required}> *</span>}
      </div>
      <div ref={host} className={styles.editor} />
      <div id={`${id}-told`} className={styles.told} role="status" data-checked={editing.checked}>
        <Told editing={editing} empty={rest.value.trim() === ""} />
      </div>
      <p className={styles.meaning}>
        {editing.meaning ? (
          <>
            <span className="mono">{editing.meaning.name}</span> {editing.meaning.text}
          </>
        ) : (
          t.noMeaning
        )}
      </p>
      <p id={`${id}-hint`} className={hint ? styles.hint : "visually-hidden"}>
        {hint} {t.keys}
      </p>
    </div>
  );
}

function Told({ editing, empty }: { editing: FormulaEditing; empty: boolean }): ReactElement | null {
  const t = useTexts().rules.formula;
  if (editing.failed) return <p>{t.notChecked}</p>;
  if (editing.problems.length === 0) {
    return editing.checked && !empty && editing.type ? <p className={styles.sound}>{t.sound(t.types[editing.type] ?? "")}</p> : null;
  }
  return (
    <ul>
      {editing.problems.map((problem) => (
        <li key={`${problem.line}:${problem.column}:${problem.code}`} data-severity={problem.severity}>
          <strong>{t.place(problem.line, problem.column)}</strong> {problem.text}
        </li>
      ))}
    </ul>
  );
}
