import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState, type ReactElement } from "react";
import { PageHeader } from "~/components/PageHeader";
import { Failed, LoadingRows } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { useTexts } from "~/lib/texts";
import { DisputeCard } from "./DisputeCard";
import { useDisputes, type DisputeFilters } from "./queries";
import styles from "./disputes.module.css";

const START: DisputeFilters = { state: "open", kind: null, trigger: "" };

/** «Пояснения и споры»: what members said to triggers that fired, and the answers of the SRO. */
export function DisputesPage(): ReactElement {
  const t = useTexts();
  const words = t.disputes.page;
  const [filters, setFilters] = useState(START);
  const [trigger] = useDebouncedValue(filters.trigger.trim(), 250);
  const query = useDisputes({ ...filters, trigger });
  const disputes = query.data?.pages.flatMap((page) => page.items);
  const waiting = query.data?.pages[0]?.waiting;
  return (
    <>
      <PageHeader title={words.title} below={waiting !== undefined && <span role="status">{words.waitingCount(waiting)}</span>} />
      <Filters filters={filters} onChange={setFilters} />
      {disputes ? (
        disputes.length === 0 ? (
          <Nothing filters={filters} />
        ) : (
          <ul className={styles.list}>
            {disputes.map((dispute) => (
              <li key={dispute.id}>
                <DisputeCard dispute={dispute} />
              </li>
            ))}
          </ul>
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

function Nothing({ filters }: { filters: DisputeFilters }): ReactElement {
  const words = useTexts().disputes.page;
  const untouched = filters.state === "open" && !filters.kind && !filters.trigger;
  return untouched ? (
    <StateView mark="done" title={words.empty} text={words.emptyText} />
  ) : (
    <StateView mark="empty" title={words.nothing} text={words.nothingText} />
  );
}

const STATES = ["open", "accepted", "refused", "any"] as const;
const KINDS = ["any", "explain", "dispute"] as const;

function Filters({ filters, onChange }: { filters: DisputeFilters; onChange: (filters: DisputeFilters) => void }): ReactElement {
  const words = useTexts().disputes.page;
  return (
    <div className={styles.toolbar} role="search" aria-label={words.filters}>
      <Select
        label={words.state}
        data={STATES.map((value) => ({ value, label: words.states[value] }))}
        value={filters.state ?? "any"}
        allowDeselect={false}
        onChange={(value) => onChange({ ...filters, state: value === "any" ? null : (value) })}
      />
      <Select
        label={words.kind}
        data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        value={filters.kind ?? "any"}
        allowDeselect={false}
        onChange={(value) => onChange({ ...filters, kind: value === "any" ? null : (value) })}
      />
      <TextInput
        size="sm"
        label={words.trigger}
        value={filters.trigger}
        onChange={(event) => onChange({ ...filters, trigger: event.currentTarget.value })}
      />
    </div>
  );
}
