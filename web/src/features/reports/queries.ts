import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { Report, ReportStatus } from "~/lib/api/types";
import { useWaitInterval } from "~/lib/live";

const PAGE = 200;

export interface ReportQuery {
  year: number | null;
  status: ReportStatus | null;
  member: string | null;
}

/** A list of reports in the server's order: overdue, due soon, to be mended, the rest. */
export interface ReportList {
  items: Report[];
  hasMore: boolean;
  more: () => void;
}

/** Reports page by page. A member's list is short and is read whole; that of the SRO grows on demand. */
export function useReports({ year, status, member }: ReportQuery, whole: boolean) {
  const wait = useWaitInterval();
  const query = useInfiniteQuery({
    queryKey: [...keys.reports, { year, status, member }],
    queryFn: ({ pageParam }) =>
      dataOf(api.GET("/api/v1/reports", { params: { query: { year, status, member, cursor: pageParam, limit: PAGE } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((item) => item.status === "checking")) ? wait : false,
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (whole && hasNextPage && !isFetching) void fetchNextPage();
  }, [whole, hasNextPage, isFetching, fetchNextPage]);
  return query;
}
