import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, dataOf } from "./api/client";
import { keys } from "./api/keys";
import type { CardChange, CardChangeState, EditedCard, OrganisationCard, WantedCard } from "./api/types";

/** The whole card of an organisation: any for staff, one's own for a member. */
export function useCard(id: string) {
  return useQuery({
    queryKey: keys.member(id),
    queryFn: () => dataOf(api.GET("/api/v1/members/{id}", { params: { path: { id } } })),
  });
}

export function useCardHistory(id: string) {
  return useInfiniteQuery({
    queryKey: keys.memberHistory(id),
    queryFn: ({ pageParam }) =>
      dataOf(api.GET("/api/v1/members/{id}/history", { params: { path: { id }, query: { cursor: pageParam, limit: 20 } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Requests for changes: of one organisation, or of all; those that wait come oldest first. */
export function useCardChanges({ state, member }: { state: CardChangeState | null; member: string | null }) {
  return useInfiniteQuery({
    queryKey: [...keys.cardChanges, { state, member }],
    queryFn: ({ pageParam }) =>
      dataOf(api.GET("/api/v1/card-changes", { params: { query: { state, member, cursor: pageParam } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useEditCard(card: OrganisationCard) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: EditedCard) =>
      dataOf(api.PUT("/api/v1/members/{id}", { params: { path: { id: card.id }, header: seen(card.revision) }, body })),
    onSuccess: (saved) => {
      client.setQueryData(keys.member(card.id), saved);
      return forgetCard(client, card.id);
    },
  });
}

export function useAskForChange(card: OrganisationCard) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: WantedCard) =>
      dataOf(api.POST("/api/v1/card-changes", { params: { header: seen(card.revision) }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.cardChanges }),
  });
}

export interface Answer {
  outcome: "accepted" | "refused";
  reason: string;
}

export function useAnswerChange(change: CardChange) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Answer) =>
      dataOf(api.POST("/api/v1/card-changes/{id}/answer", { params: { path: { id: change.id } }, body })),
    // A refusal of ours says that something changed meanwhile: then, too, what is shown is old.
    onSettled: () => forgetCard(client, change.member_id),
  });
}

export function useWithdrawChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => dataOf(api.POST("/api/v1/card-changes/{id}/withdraw", { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.cardChanges }),
  });
}

/** What a change of a card makes stale. */
export async function forgetCard(client: QueryClient, id: string): Promise<void> {
  await Promise.all(
    [keys.member(id), keys.members, keys.cardChanges].map((queryKey) => client.invalidateQueries({ queryKey })),
  );
}

/** The value of `If-Match`: the revision that was edited. */
function seen(revision: number): { "If-Match": string } {
  return { "If-Match": `"${String(revision)}"` };
}
