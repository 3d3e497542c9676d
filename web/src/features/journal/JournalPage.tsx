import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState, type ReactElement } from "react";
import { useSearchParams } from "react-router";
import { Icon } from "~/components/icons/Icon";
import { PageHeader } from "~/components/PageHeader";
import { Failed, LoadingRows } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { useTexts } from "~/lib/texts";
import { ActsTable } from "./ActsTable";
import { Filters } from "./Filters";
import { fileOf, filterParams, NOTHING, parseFilters, type ActFilters } from "./filters";
import { useActs } from "./queries";
import styles from "./journal.module.css";

/** «Журнал»: who did what, when, from where and to what, for staff. */
export function JournalPage(): ReactElement {
  const t = useTexts();
  const words = t.journal;
  const { filters, who, change, clear } = useFilters();
  const query = useActs(filters);
  const acts = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader title={words.title} below={words.lead} actions={<Files filters={filters} />} />
      <Filters filters={filters} who={who} change={change} clear={clear} />
      {(filters.person || filters.object) && (
        <p className={styles.chosen} role="status">
          {filters.person ? words.onePerson : words.oneObject}
        </p>
      )}
      {acts ? (
        acts.length === 0 ? (
          <StateView mark="empty" title={words.empty} text={words.emptyText} />
        ) : (
          <ActsTable acts={acts} narrow={change} />
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

function Files({ filters }: { filters: ActFilters }): ReactElement {
  const words = useTexts().journal;
  return (
    <>
      {(["xlsx", "csv"] as const).map((suffix) => (
        <Button
          key={suffix}
          component="a"
          href={fileOf(filters, suffix)}
          download
          variant="default"
          leftSection={<Icon name="download" size={16} />}
        >
          {words.files[suffix]}
        </Button>
      ))}
    </>
  );
}

/** The filters of the address. A name reaches it when its typing has paused. */
function useFilters() {
  const [params, setParams] = useSearchParams();
  const filters = parseFilters(params);
  const [who, setWho] = useState(filters.who);
  const [settled] = useDebouncedValue(who, 300);
  const put = (next: ActFilters) => setParams(filterParams(next), { replace: true });
  useEffect(() => {
    if (filters.who !== settled) put({ ...filters, who: settled });
    // Only when the typing has paused: other changes write the address themselves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  return {
    filters,
    who,
    change: (part: Partial<ActFilters>) => {
      if (part.who !== undefined) setWho(part.who);
      if (Object.keys(part).every((name) => name === "who")) return;
      put({ ...filters, ...part });
    },
    clear: () => {
      setWho("");
      put(NOTHING);
    },
  };
}
