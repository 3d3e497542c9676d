import type { ReactElement, ReactNode } from "react";
import { asProblem } from "~/lib/api/problem";
import { useTexts } from "~/lib/texts";
import styles from "./states.module.css";

/** A refusal in words: what happened, what to do, and the number to tell the SRO. */
export function ProblemAlert({ error, id, children }: { error: unknown; id?: string; children?: ReactNode }): ReactElement {
  const problem = asProblem(error);
  const t = useTexts();
  return (
    <div className={styles.alert} role="alert" id={id}>
      <strong>{problem.title}</strong>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.fields.length > 0 && (
        <ul>
          {problem.fields.map((field) => (
            <li key={field.field + field.code}>{field.detail}</li>
          ))}
        </ul>
      )}
      {problem.traceId && problem.status >= 500 && (
        <p className={styles.trace}>
          {t.common.trace}: <span className="mono">{problem.traceId}</span>
        </p>
      )}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
