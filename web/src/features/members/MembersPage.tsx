import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { Link } from "react-router";
import { Icon } from "~/components/icons/Icon";
import { PageHeader } from "~/components/PageHeader";
import { Failed, LoadingRows } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { MemberStatus } from "~/lib/api/types";
import { useCardChanges } from "~/lib/cards";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { MembersTable } from "./MembersTable";
import { RegisterDialog } from "./RegisterDialog";
import styles from "./members.module.css";

function useMembers(search: string, status: MemberStatus | null) {
  return useInfiniteQuery({
    queryKey: [...keys.members, { search, status }],
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET("/api/v1/members", {
          params: { query: { search: search || null, status, cursor: pageParam, limit: 100 } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** «Члены СРО»: the register, for staff. */
export function MembersPage(): ReactElement {
  const t = useTexts();
  const [search, setSearch] = useState("");
  const [status, setStatus] = useState<MemberStatus | null>(null);
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const [open, dialog] = useDisclosure(false);
  const mayRegister = useHasRole("sro_admin", "clerk");
  const query = useMembers(wanted, status);
  const cards = query.data?.pages.flatMap((page) => page.items);
  const statuses = Object.entries(t.members.statuses).map(([value, label]) => ({ value, label }));
  return (
    <>
      <PageHeader
        title={t.members.title}
        actions={
          <>
            <Exports search={wanted} status={status} />
            {mayRegister && (
              <>
                <Button component={Link} to="/members/import" variant="default">
                  {t.members.importList}
                </Button>
                <Button onClick={dialog.open}>{t.members.register}</Button>
              </>
            )}
          </>
        }
      />
      <Waiting />
      <div className={styles.toolbar} role="search">
        <TextInput
          className={styles.search}
          size="sm"
          type="search"
          aria-label={t.members.search}
          placeholder={t.members.search}
          leftSection={<Icon name="search" size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Select
          aria-label={t.members.fields.status}
          data={[{ value: "", label: t.members.anyStatus }, ...statuses]}
          value={status ?? ""}
          onChange={(value) => setStatus((value || null) as MemberStatus | null)}
        />
      </div>
      {cards ? (
        cards.length === 0 ? (
          <StateView mark="empty" title={t.members.empty} text={t.members.emptyText} />
        ) : (
          <>
            {query.data?.pages[0]?.similar && (
              <p className={styles.notice} role="status">
                {t.members.similar}
              </p>
            )}
            <MembersTable cards={cards} />
          </>
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
      <RegisterDialog opened={open} onClose={dialog.close} />
    </>
  );
}

/** How many members wait for an answer, where there are any. */
function Waiting(): ReactElement | null {
  const t = useTexts().cardChanges;
  const waiting = useCardChanges({ state: "open", member: null }).data?.pages[0]?.waiting;
  if (!waiting) return null;
  return (
    <p className={styles.notice} role="status">
      {t.waiting(waiting)}
      <Link to="/members/changes">{t.look}</Link>
    </p>
  );
}

/** The list as it is filtered, as a file: plain links, so that the browser saves what it gets. */
function Exports({ search, status }: { search: string; status: MemberStatus | null }): ReactElement {
  const t = useTexts().members;
  const query = new URLSearchParams({ ...(search && { search }), ...(status && { status }) }).toString();
  return (
    <>
      {(["xlsx", "csv"] as const).map((type) => (
        <Button key={type} component="a" href={`/api/v1/members/export.${type}?${query}`} download variant="default">
          {type === "xlsx" ? t.exportXlsx : t.exportCsv}
        </Button>
      ))}
    </>
  );
}
