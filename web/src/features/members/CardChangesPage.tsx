import { Button, Select } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Link } from "react-router";
import { BackLink } from "~/components/BackLink";
import { PageHeader } from "~/components/PageHeader";
import { Failed, LoadingRows } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import type { CardChangeState } from "~/lib/api/types";
import { useCardChanges } from "~/lib/cards";
import { useTexts } from "~/lib/texts";
import { RequestToAnswer } from "./RequestToAnswer";
import styles from "./members.module.css";

const STATES = ["open", "accepted", "refused", "withdrawn"] as const;

/** «Запросы на изменение сведений»: what members ask of the register, those that wait first. */
export function CardChangesPage(): ReactElement {
  const t = useTexts();
  const words = t.cardChanges;
  const [state, setState] = useState<CardChangeState | null>("open");
  const query = useCardChanges({ state, member: null });
  const changes = query.data?.pages.flatMap((page) => page.items);
  const waiting = query.data?.pages[0]?.waiting;
  return (
    <>
      <PageHeader
        title={words.title}
        above={<BackLink to="/members">{t.memberCard.back}</BackLink>}
        below={waiting !== undefined && <span role="status">{words.waiting(waiting)}</span>}
      />
      <div className={styles.toolbar}>
        <Select
          label={words.filter}
          data={[...STATES.map((value) => ({ value, label: words.states[value] })), { value: "", label: words.any }]}
          value={state ?? ""}
          allowDeselect={false}
          onChange={(value) => setState(value || null)}
        />
      </div>
      {changes ? (
        changes.length === 0 ? (
          <StateView mark={state === "open" ? "done" : "empty"} title={words.empty} text={words.emptyText} />
        ) : (
          changes.map((change) => (
            <RequestToAnswer key={change.id} change={change} title={`${change.member_name}, ${t.card.fields.inn ?? ""} ${change.inn}`}>
              <Button component={Link} to={`/members/${change.member_id}`} variant="subtle" aria-label={`${words.toCard}: ${change.member_name}`}>
                {words.toCard}
              </Button>
            </RequestToAnswer>
          ))
        )
      ) : query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <LoadingRows />
      )}
      {query.hasNextPage && (
        <Button mt="md" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t.common.more}
        </Button>
      )}
    </>
  );
}
