import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { FormContent, FormDraft, FormHistory, PublishedForm, Outline, Trial } from "~/lib/api/types";
import { sendFile } from "~/lib/api/upload";

export function useDraft(code: string): UseQueryResult<FormDraft> {
  return useQuery({
    queryKey: keys.formDraft(code),
    queryFn: () => dataOf(api.GET("/api/v1/forms/{code}/draft", { params: { path: { code } } })),
    // What is being written is newer than whatever the server could tell.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function useFormView(code: string, edition?: string): UseQueryResult<PublishedForm> {
  return useQuery({
    queryKey: keys.formEdition(code, edition ?? null),
    queryFn: () =>
      dataOf(api.GET("/api/v1/forms/{code}", { params: { path: { code }, query: edition === undefined ? {} : { edition } } })),
  });
}

export function useFormHistory(code: string): UseQueryResult<FormHistory> {
  return useQuery({
    queryKey: keys.formHistory(code),
    queryFn: () => dataOf(api.GET("/api/v1/forms/{code}/history", { params: { path: { code } } })),
  });
}

export function saveDraft(code: string, revision: number, content: FormContent): Promise<FormDraft> {
  return dataOf(
    api.PUT("/api/v1/forms/{code}/draft", { params: { path: { code }, header: seen(revision) }, body: content }),
  );
}

export function useStartDraft(code: string): UseMutationResult<FormDraft, Error, string | null> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (edition) =>
      dataOf(api.POST("/api/v1/forms/{code}/draft", { params: { path: { code } }, body: { edition } })),
    onSuccess: (draft) => {
      client.setQueryData(keys.formDraft(code), draft);
      return forgetForm(client, code);
    },
  });
}

export function useDiscard(code: string): UseMutationResult<unknown, Error, number> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (revision) =>
      dataOf(api.DELETE("/api/v1/forms/{code}/draft", { params: { path: { code }, header: seen(revision) } })),
    onSuccess: () => forgetForm(client, code),
  });
}

export function usePublish(code: string): UseMutationResult<PublishedForm, Error, { revision: number; why: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, why }) =>
      dataOf(
        api.POST("/api/v1/forms/{code}/draft/publish", {
          params: { path: { code }, header: seen(revision) },
          body: { why },
        }),
      ),
    onSuccess: () => forgetForm(client, code),
  });
}

export function useOutline(): UseMutationResult<Outline, Error, File> {
  return useMutation({ mutationFn: (file) => sendFile<Outline>("/api/v1/forms/outline", file) });
}

export function tryForm(code: string, file: File): Promise<Trial> {
  return sendFile<Trial>(`/api/v1/forms/${encodeURIComponent(code)}/try?draft=true`, file);
}

async function forgetForm(client: ReturnType<typeof useQueryClient>, code: string): Promise<void> {
  await Promise.all([
    // At once: the page that comes next looks its form up in the list.
    client.invalidateQueries({ queryKey: keys.forms, refetchType: "all" }),
    client.invalidateQueries({ queryKey: keys.publishedForm(code) }),
    client.invalidateQueries({ queryKey: keys.formHistory(code) }),
  ]);
}

/** The value of `If-Match`: the revision that this page has seen. */
function seen(revision: number): { "If-Match": string } {
  return { "If-Match": `"${String(revision)}"` };
}
