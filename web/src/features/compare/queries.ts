import { useInfiniteQuery } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";

const PAGE = 100;

/** Two versions of a report side by side; the changed cells come page by page. */
export function useComparison(id: string, other: string) {
  return useInfiniteQuery({
    queryKey: keys.comparison(id, other),
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET("/api/v1/submissions/{id}/compare", {
          params: { path: { id }, query: { with: other, offset: pageParam, limit: PAGE } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.cells?.next ?? null,
  });
}
