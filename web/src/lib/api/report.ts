import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useWaitInterval } from "~/lib/live";
import { api, dataOf } from "./client";
import { keys } from "./keys";
import type { ReportDetail } from "./types";

/** A report with all its versions; asked for again while it is being checked. */
export function useReport(id: string): UseQueryResult<ReportDetail> {
  const wait = useWaitInterval();
  return useQuery({
    queryKey: keys.report(id),
    queryFn: () => dataOf(api.GET("/api/v1/reports/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.status === "checking" ? wait : false),
  });
}
