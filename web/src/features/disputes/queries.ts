import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { DisputeAnswer, DisputeKind, DisputeState, NewDispute } from "~/lib/api/types";

/** What was said to the triggers of a version, and which of them are explained. */
export function useSubmissionDisputes(submissionId: string) {
  return useQuery({
    queryKey: keys.submissionDisputes(submissionId),
    queryFn: () =>
      dataOf(api.GET("/api/v1/submissions/{id}/disputes", { params: { path: { id: submissionId } } })),
  });
}

export function useOpenDispute(submissionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewDispute) =>
      dataOf(api.POST("/api/v1/submissions/{id}/disputes", { params: { path: { id: submissionId } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.submission(submissionId) }),
  });
}

export interface DisputeFilters {
  state: DisputeState | null;
  kind: DisputeKind | null;
  trigger: string;
}

/** The list of the SRO: those that wait oldest first, others newest first. */
export function useDisputes({ state, kind, trigger }: DisputeFilters) {
  return useInfiniteQuery({
    queryKey: [...keys.disputes, { state, kind, trigger }],
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET("/api/v1/disputes", {
          params: { query: { state, kind, trigger: trigger || null, cursor: pageParam, limit: 50 } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function useAnswerDispute(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: DisputeAnswer) => dataOf(api.POST("/api/v1/disputes/{id}/answer", { params: { path: { id } }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.disputes }),
  });
}
