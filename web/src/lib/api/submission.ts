import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useWaitInterval } from "~/lib/live";
import { api, dataOf } from "./client";
import { keys } from "./keys";
import type { Submission } from "./types";

/** One uploaded version; asked for every `wait` milliseconds while it is being checked. */
export function submissionQuery(id: string, wait: number) {
  return {
    queryKey: keys.submission(id),
    queryFn: () => dataOf(api.GET("/api/v1/submissions/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }: { state: { data: Submission | undefined } }) =>
      !state.data || state.data.status === "checking" ? wait : false,
  } as const;
}

export function useSubmission(id: string): UseQueryResult<Submission> {
  return useQuery(submissionQuery(id, useWaitInterval()));
}
