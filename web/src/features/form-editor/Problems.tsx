import type { ReactElement } from "react";
import type { FieldError, FormContent } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./editor.module.css";

/** What stands against publishing the draft, as it was last saved. */
export function Problems({ problems, content }: { problems: FieldError[]; content: FormContent }): ReactElement | null {
  const t = useTexts().formEditor;
  if (problems.length === 0) return null;
  return (
    <details className={styles.problems}>
      <summary>{t.problemsTitle(problems.length)}</summary>
      <ul>
        {problems.map((problem) => (
          <li key={problem.field + problem.code}>
            <strong>{nameOf(problem.field, content, t)}</strong>: {t.problems[problem.code] ?? problem.detail}
          </li>
        ))}
      </ul>
    </details>
  );
}

function nameOf(field: string, content: FormContent, t: ReturnType<typeof useTexts>["formEditor"]): string {
  const element = /^elements\.(\d+)\./.exec(field)?.[1];
  if (element !== undefined) return content.elements[Number(element)]?.path ?? field;
  return t.settings[field] ?? field;
}
