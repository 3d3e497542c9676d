import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { DraftTitle, FormSummary } from "~/lib/api/types";

export function useForms(): UseQueryResult<FormSummary[]> {
  return useQuery({
    queryKey: keys.forms,
    queryFn: async () => (await dataOf(api.GET("/api/v1/forms"))).items,
    staleTime: 60_000,
  });
}

/** Forms that are being drawn up; the server tells them to the staff alone. */
export function useFormDrafts(): UseQueryResult<DraftTitle[]> {
  return useQuery({
    queryKey: keys.formDrafts,
    queryFn: async () => (await dataOf(api.GET("/api/v1/forms"))).drafts,
  });
}
