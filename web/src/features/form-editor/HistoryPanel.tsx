import type { ReactElement } from "react";
import { useParams } from "react-router";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import type { HistoryEntry } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { useFormHistory } from "./queries";
import styles from "./editor.module.css";

/** Who changed a form, when, what and why. */
export function HistoryPanel(): ReactElement {
  const { code = "" } = useParams();
  const t = useTexts().formEditor;
  return (
    <section aria-label={t.history}>
      <QueryStates query={useFormHistory(code)}>
        {({ items }) =>
          items.length > 0 ? (
            <ol className={styles.history}>
              {items.map((entry) => (
                <Entry key={entry.at + entry.act} entry={entry} />
              ))}
            </ol>
          ) : (
            <StateView mark="empty" title={t.noHistory} />
          )
        }
      </QueryStates>
    </section>
  );
}

function Entry({ entry }: { entry: HistoryEntry }): ReactElement {
  const t = useTexts().formEditor;
  return (
    <li>
      <p>
        <strong>{t.acts[entry.act]}</strong>
        {" · "}
        {entry.edition && `${t.editionName(entry.edition, [])} · `}{entry.person ?? t.builtIn} ·{" "}
        <time dateTime={entry.at}>{formatInstant(entry.at)}</time>
      </p>
      {entry.why && <p>{t.because(entry.why)}</p>}
      {entry.changes_total > 0 && (
        <details>
          <summary>{t.changes(entry.changes_total)}</summary>
          <ul>
            {entry.changes.map((change) => (
              <li key={change.kind + change.name}>
                {t.changeKinds[change.kind]} {t.settings[change.name] ?? change.name}
                {change.after !== null && (
                  <span className={styles.muted}>
                    {" "}
                    {change.before} → {change.after}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
