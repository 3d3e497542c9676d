import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { queryOf, type ActFilters } from "./filters";

const PAGE = 50;

/** The journal, newest first. */
export function useActs(filters: ActFilters) {
  return useInfiniteQuery({
    queryKey: [...keys.audit, filters],
    queryFn: ({ pageParam }) =>
      dataOf(api.GET("/api/v1/audit", { params: { query: { ...queryOf(filters), cursor: pageParam, limit: PAGE } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** The acts that can be asked for, with their words. */
export function useActKinds() {
  return useQuery({ queryKey: keys.actKinds, queryFn: () => dataOf(api.GET("/api/v1/audit/acts")), staleTime: Infinity });
}

/** Organisations whose names hold the words. */
export function useOrganisations(search: string) {
  return useQuery({
    queryKey: [...keys.members, "names", search],
    queryFn: () => dataOf(api.GET("/api/v1/members", { params: { query: { search: search || null, limit: 50 } } })),
    placeholderData: keepPreviousData,
  });
}
