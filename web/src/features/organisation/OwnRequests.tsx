import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { RequestView } from "~/components/card/RequestView";
import { Failed } from "~/components/states/QueryStates";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { useCardChanges, useWithdrawChange } from "~/lib/cards";
import { formatDate, dateIn } from "~/lib/dates";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import styles from "~/components/card/card.module.css";

/** What the organisation has asked for: what waits stands first, what was answered is folded away. */
export function OwnRequests({ id }: { id: string }): ReactElement | null {
  const t = useTexts();
  const query = useCardChanges({ state: null, member: id });
  const withdraw = useWithdrawChange();
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const requests = query.data?.pages.flatMap((page) => page.items) ?? [];
  const waiting = requests.find(({ state }) => state === "open");
  const [latest, ...past] = requests.filter((request) => request !== waiting);
  // A refusal is news for as long as nothing was asked after it.
  const fresh = !waiting && latest?.state === "refused" ? latest : null;
  const earlier = fresh || !latest ? past : [latest, ...past];
  return (
    <>
      {withdraw.isError && <ProblemAlert error={withdraw.error} />}
      {waiting && (
        <RequestView change={waiting} title={t.organisationCard.waits}>
          <Button
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate(waiting.id, { onSuccess: () => announce(t.organisationCard.withdrawn) })}
          >
            {t.organisationCard.withdraw}
          </Button>
        </RequestView>
      )}
      {fresh && <RequestView change={fresh} title={t.cardChanges.states.refused} />}
      {earlier.length > 0 && (
        <details className={styles.panel}>
          <summary>{t.organisationCard.past}</summary>
          {earlier.map((request) => (
            <RequestView
              key={request.id}
              change={request}
              title={`${t.cardChanges.states[request.state]}, ${formatDate(dateIn(request.opened_at))}`}
            />
          ))}
        </details>
      )}
    </>
  );
}
