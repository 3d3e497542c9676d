import type { ReactElement } from "react";
import type { Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./FindingCard.module.css";

/** The formula, the formula with the file's numbers, the elements; the source and the code last. */
export function Details({ finding }: { finding: Finding }): ReactElement {
  const t = useTexts().findings;
  return (
    <>
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
          {finding.cells.length > 0 && (
            <>
              <dt>{t.path}</dt>
              <dd>
                <ul>
                  {finding.cells.map((cell) => (
                    <li key={`${cell.path}:${cell.line ?? ""}`}>
                      <span className="mono">{cell.path}</span>
                      {cell.line !== null && `, ${t.line(cell.line)}`}
                    </li>
                  ))}
                </ul>
              </dd>
            </>
          )}
        </dl>
      </details>
      <p className={styles.last}>
        {finding.source && (
          <span>
            {t.source}: {finding.source}
          </span>
        )}
        <span>
          {t.code} {finding.code}
        </span>
      </p>
    </>
  );
}
