import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Failed, LoadingRows } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import type { CardHistoryEntry } from "~/lib/api/types";
import { useCardHistory } from "~/lib/cards";
import { dateIn, formatDate, formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { ChangesTable } from "./ChangesTable";
import styles from "./card.module.css";

/** Every change of a card: who, when, why, and what was before. */
export function CardHistory({ id }: { id: string }): ReactElement {
  const t = useTexts();
  const query = useCardHistory(id);
  const entries = query.data?.pages.flatMap((page) => page.items);
  return (
    <section className={styles.section} aria-labelledby="card-history">
      <h2 id="card-history">{t.card.history}</h2>
      {entries ? (
        entries.length === 0 ? (
          <StateView mark="empty" title={t.card.noHistory} />
        ) : (
          <ol className={styles.history}>
            {entries.map((entry) => (
              <Entry key={entry.revision} entry={entry} />
            ))}
          </ol>
        )
      ) : query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <LoadingRows rows={3} />
      )}
      {query.hasNextPage && (
        <div>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.common.more}
          </Button>
        </div>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: CardHistoryEntry }): ReactElement {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const act = t.card.acts[entry.act];
  const day = dateIn(entry.at) === entry.counts_from ? null : t.card.countsFrom(formatDate(entry.counts_from));
  const who = entry.by ?? (entry.by_sro ? t.card.bySro : t.card.byMember);
  return (
    <li>
      <p>
        <strong>{act}</strong>
        {" · "}
        {who}
        {" · "}
        <time dateTime={entry.at}>
          {formatInstant(entry.at)} {t.shell.moscow}
        </time>
        {day && ` · ${day}`}
      </p>
      {entry.grounds && <p className={styles.small}>{t.card.because(entry.grounds)}</p>}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t.card.changeCount(entry.changes.length)}</summary>
        {open && <ChangesTable caption={t.card.changesOf(act)} changes={entry.changes} />}
      </details>
    </li>
  );
}
