import { useInfiniteQuery, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { Causes, Cell, Finding } from "~/lib/api/types";

const PAGE = 200;
const EVIDENCE_PAGE = 100;

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

/** Every row and cell of one trigger, once they are asked for; `shown`: how many, null before. */
export function useAllEvidence(id: string, code: string) {
  const [asked, setAsked] = useState(false);
  const query = useInfiniteQuery({
    queryKey: keys.evidence(id, code),
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET("/api/v1/submissions/{id}/evidence", {
          params: { path: { id }, query: { trigger: code, offset: pageParam, limit: EVIDENCE_PAGE } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    enabled: asked,
  });
  const pages = asked ? query.data?.pages : undefined;
  const cells: Cell[] | undefined = pages?.flatMap((page) => page.cells);
  const rows: Finding["rows"] | undefined = pages?.flatMap((page) => page.rows);
  const shown = asked ? Math.max(cells?.length ?? 0, rows?.length ?? 0) : null;
  return { query, cells, rows, shown, open: () => setAsked(true) };
}

export type AllEvidence = ReturnType<typeof useAllEvidence>;
