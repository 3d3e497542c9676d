import { Button, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { PageHeader } from "~/components/PageHeader";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { Failed, LoadingRows } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { useTexts } from "~/lib/texts";
import { NoticeItem } from "./NoticeItem";
import styles from "./InboxPage.module.css";

function useNotices(unread: boolean) {
  return useInfiniteQuery({
    queryKey: [...keys.notices, "list", unread],
    queryFn: ({ pageParam }) =>
      dataOf(api.GET("/api/v1/notices", { params: { query: { unread, cursor: pageParam, limit: 50 } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.POST("/api/v1/notices/{id}/read", { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.notices }),
  });
}

/** «Входящие»: notices of the cabinet, newest first. */
export function InboxPage(): ReactElement {
  const t = useTexts();
  const [unread, setUnread] = useState(false);
  const query = useNotices(unread);
  const markRead = useMarkRead();
  const notices = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader title={t.notices.title} />
      <SegmentedControl
        mb="md"
        aria-label={t.notices.filter}
        value={unread ? "unread" : "all"}
        onChange={(value) => setUnread(value === "unread")}
        data={[
          { value: "all", label: t.notices.all },
          { value: "unread", label: t.notices.unreadOnly },
        ]}
      />
      {markRead.isError && <ProblemAlert error={markRead.error} />}
      {notices ? (
        notices.length === 0 ? (
          <StateView
            mark={unread ? "done" : "empty"}
            title={unread ? t.notices.emptyUnread : t.notices.empty}
            text={unread ? undefined : t.notices.emptyText}
          />
        ) : (
          <ul className={styles.list} aria-label={t.notices.caption}>
            {notices.map((notice) => (
              <NoticeItem key={notice.id} notice={notice} onRead={() => markRead.mutate(notice.id)} />
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
