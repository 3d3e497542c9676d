import { useInfiniteQuery, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { Causes, Finding } from "~/lib/api/types";

const PAGE = 200;

/** Where to begin: the cells that most of what fired shares. */
export function useCauses(id: string): UseQueryResult<Causes> {
  return useQuery({
    queryKey: keys.causes(id),
    queryFn: () => dataOf(api.GET("/api/v1/submissions/{id}/causes", { params: { path: { id } } })),
  });
}

/** All findings of the newest verdict of a submission; `whole` once the last page is there. */
export function useFindings(id: string, judged: boolean) {
  const query = useInfiniteQuery({
    queryKey: keys.findings(id),
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET("/api/v1/submissions/{id}/findings", {
          params: { path: { id }, query: { cursor: pageParam, limit: PAGE } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: judged,
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const items: Finding[] | undefined = query.data?.pages.flatMap((page) => page.items);
  return { ...query, items };
}
