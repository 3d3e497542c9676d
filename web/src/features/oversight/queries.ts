import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { FormHealth, SuspendedTrigger } from "~/lib/api/types";

export interface Span {
  since: string;
  until: string;
}

/** Triggers that are switched off now, of all forms, newest first. */
export function useSuspendedTriggers(): UseQueryResult<SuspendedTrigger[]> {
  return useQuery({
    queryKey: keys.suspendedTriggers,
    queryFn: async () => (await dataOf(api.GET("/api/v1/suspended-triggers"))).items,
  });
}

/** How the triggers of a form fared from one day to another, both included. */
export function useHealth(form: string, span: Span): UseQueryResult<FormHealth> {
  return useQuery({
    queryKey: [...keys.triggerHealth(form), span],
    queryFn: () =>
      dataOf(api.GET("/api/v1/forms/{code}/trigger-health", { params: { path: { code: form }, query: { ...span } } })),
    placeholderData: (before) => before,
  });
}

/** Put a trigger back to work; the note says why it may. */
export function useLift(id: string): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note) =>
      dataOf(api.POST("/api/v1/suspended-triggers/{id}/lift", { params: { path: { id } }, body: { note } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.suspendedTriggers }),
  });
}
