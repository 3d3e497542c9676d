import { useInfiniteQuery, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { ComparedRuleSets, RuleSetAct } from "~/lib/api/types";

/** How a rule set differs; `other` null: from the version whose place it took or would take, from the day `on`. */
export function useComparison(id: string, revision: number, other: string | null, on: string | null): UseQueryResult<ComparedRuleSets> {
  return useQuery({
    queryKey: keys.ruleSetComparison(id, revision, other, on),
    queryFn: () =>
      dataOf(
        api.GET("/api/v1/rule-sets/{id}/compare", {
          params: { path: { id }, query: { ...(other ? { with: other } : {}), ...(on ? { on } : {}) } },
        }),
      ),
  });
}

/** The steps of a rule set, the newest first, page by page. */
export function useHistory(id: string, revision: number) {
  return useInfiniteQuery({
    queryKey: keys.ruleSetHistory(id, revision),
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET("/api/v1/rule-sets/{id}/history", {
          params: { path: { id }, query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: (found): RuleSetAct[] => found.pages.flatMap((page) => page.items),
  });
}
