import type { ReactElement } from "react";
import type { Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./FindingCard.module.css";

/** The formula, the formula with the file's numbers, and the elements that it reads. */
export function Details({ finding }: { finding: Finding }): ReactElement {
  const t = useTexts().findings;
  const paths = [...new Set(finding.cells.map((cell) => cell.path))];
  return (
    <details className={styles.details}>
      <summary>{t.details}</summary>
      <dl>
        <dt>{t.formula}</dt>
        <dd className="mono">{finding.formula}</dd>
        {finding.formula_filled && (
          <>
            <dt>{t.filled}</dt>
            <dd className="mono">{finding.formula_filled}</dd>
          </>
        )}
        {paths.length > 0 && (
          <>
            <dt>{t.path}</dt>
            <dd>
              <ul>
                {paths.map((path) => (
                  <li key={path} className="mono">
                    {path}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </details>
  );
}
