import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { AccessRequestState, Invite, Role } from "~/lib/api/types";
import { announce } from "~/lib/news";

export function usePeople(id: string) {
  return useQuery({
    queryKey: keys.people(id),
    queryFn: () => dataOf(api.GET("/api/v1/members/{id}/people", { params: { path: { id } } })),
  });
}

export function useInvitations(organisation: string | null) {
  return useInfiniteQuery({
    queryKey: [...keys.invitations, organisation],
    queryFn: ({ pageParam }) =>
      dataOf(api.GET("/api/v1/invitations", { params: { query: { organisation, cursor: pageParam, limit: 100 } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useRegistrations() {
  return useQuery({ queryKey: keys.registrations, queryFn: () => dataOf(api.GET("/api/v1/registrations")) });
}

export function useAccessRequests(state: AccessRequestState) {
  return useInfiniteQuery({
    queryKey: [...keys.accessRequests, state],
    queryFn: ({ pageParam }) =>
      dataOf(api.GET("/api/v1/access-requests", { params: { query: { state, cursor: pageParam, limit: 50 } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Whatever is done here changes who is there, who is invited and who has registered. */
function useAct<V, R>(act: (value: V) => Promise<R>, said: (value: V) => string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (_, value) => {
      announce(said(value));
      const stale = [keys.anyPeople, keys.invitations, keys.registrations, keys.accessRequests];
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

export function useInvite(said: (email: string) => string) {
  return useAct(
    (body: Invite) => dataOf(api.POST("/api/v1/invitations", { body })),
    ({ email }) => said(email),
  );
}

export function useResend(said: string) {
  return useAct(
    (id: string) => dataOf(api.POST("/api/v1/invitations/{id}/resend", { params: { path: { id } } })),
    () => said,
  );
}

export function useWithdraw(said: string) {
  return useAct(
    (id: string) => dataOf(api.DELETE("/api/v1/invitations/{id}", { params: { path: { id } } })),
    () => said,
  );
}

export function useRemove(organisation: string, said: string) {
  return useAct(
    (person_id: string) =>
      dataOf(api.DELETE("/api/v1/members/{id}/people/{person_id}", { params: { path: { id: organisation, person_id } } })),
    () => said,
  );
}

interface Change {
  person: string;
  role: Role;
  validUntil: string | null;
}

export function useChange(organisation: string, said: string) {
  return useAct(
    ({ person, role, validUntil }: Change) =>
      dataOf(
        api.PUT("/api/v1/members/{id}/people/{person_id}", {
          params: { path: { id: organisation, person_id: person } },
          body: { role, valid_until: validUntil },
        }),
      ),
    () => said,
  );
}

export function useApprove(said: string) {
  return useAct(
    (id: string) =>
      dataOf(api.POST("/api/v1/access-requests/{id}/approve", { params: { path: { id } }, body: { role: "member_admin" } })),
    () => said,
  );
}

export function useRefuse(said: string) {
  return useAct(
    ({ id, reason }: { id: string; reason: string }) =>
      dataOf(api.POST("/api/v1/access-requests/{id}/refuse", { params: { path: { id } }, body: { reason } })),
    () => said,
  );
}

export function useRules() {
  return useQuery({ queryKey: keys.rulesOfUse, queryFn: () => dataOf(api.GET("/api/v1/rules-of-use")) });
}

export function usePublishRules(said: (version: number) => string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { text: string; in_force_from: string | null }) => dataOf(api.POST("/api/v1/rules-of-use", { body })),
    onSuccess: (rules) => {
      announce(said(rules.version));
      return client.invalidateQueries({ queryKey: keys.rulesOfUse });
    },
  });
}
