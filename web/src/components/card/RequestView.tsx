import type { ReactElement, ReactNode } from "react";
import type { CardChange } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { ChangesTable } from "./ChangesTable";
import styles from "./card.module.css";

interface RequestViewProps {
  change: CardChange;
  title: ReactNode;
  /** Buttons of whoever may do something about it. */
  children?: ReactNode;
}

/** A request to change a card: old and new beside each other, what was said, and the answer. */
export function RequestView({ change, title, children }: RequestViewProps): ReactElement {
  const t = useTexts().cardChanges;
  const card = useTexts().card;
  const id = `change-${change.id}`;
  return (
    <article className={styles.panel} data-state={change.state} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className={styles.small}>
        <strong>{t.states[change.state]}</strong>
        {" · "}
        {t.opened(formatInstant(change.opened_at), change.opened_by)}
        {change.answered_at && ` · ${t.answered(formatInstant(change.answered_at), change.answered_by)}`}
      </p>
      {change.outdated && (
        <p className={styles.warning} role="note">
          {t.outdated}
        </p>
      )}
      <ChangesTable
        caption={card.changesOf(change.member_name)}
        changes={change.changes}
        wanted={change.state === "open" ? card.wanted : card.after}
        withCurrent={change.outdated}
      />
      {change.comment && (
        <p>
          <span className={styles.small}>{t.comment}:</span> {change.comment}
        </p>
      )}
      {change.answer && (
        <p>
          <span className={styles.small}>{t.reason}:</span> {change.answer}
        </p>
      )}
      {children && <div className={styles.buttons}>{children}</div>}
    </article>
  );
}
