import type { ReactElement } from "react";
import type { Causes, RootCause } from "~/lib/api/types";
import { cellKey } from "~/lib/places";
import { useTexts } from "~/lib/texts";
import { CellPlace } from "./CellPlace";
import { shown } from "./evidence";
import styles from "./CausesPanel.module.css";

/** Root causes first: the few cells that most of what fired shares. Nothing where each firing has a cell of its own. */
export function CausesPanel({ causes, submissionId }: { causes: Causes; submissionId: string }): ReactElement | null {
  const t = useTexts().explaining.causes;
  if (causes.explained <= causes.begin) return null;
  return (
    <section className={styles.panel} aria-labelledby="causes">
      <h2 id="causes">{t.title(causes.begin, causes.explained, causes.firings)}</h2>
      <ol>
        {causes.items.slice(0, causes.begin).map((cause) => (
          <CauseItem key={cellKey(cause.cell)} cause={cause} submissionId={submissionId} />
        ))}
      </ol>
      <p className="muted">
        {t.note} {causes.total > causes.begin && t.more(causes.total)}
      </p>
    </section>
  );
}

function CauseItem({ cause, submissionId }: { cause: RootCause; submissionId: string }): ReactElement {
  const t = useTexts();
  const { cell, codes, suggested } = cause;
  return (
    <li>
      <CellPlace cell={cell} submissionId={submissionId} code={codes[0] ?? null} />
      <span className={styles.values}>
        {t.findings.table.inFile}: {cell.value ? shown(cell.value) : t.findings.empty}
        {suggested !== null && (
          <>
            {" — "}
            <strong>{t.explaining.change(shown(suggested))}</strong>
          </>
        )}
      </span>
      <span className={styles.codes}>
        {t.explaining.causes.triggers(codes.length)}:{" "}
        {codes.map((code) => (
          <a key={code} href={`#${code}`}>
            {code}
          </a>
        ))}
      </span>
    </li>
  );
}
