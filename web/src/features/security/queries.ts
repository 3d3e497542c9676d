import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { CreateApiKey } from "~/lib/api/types";
import { announce } from "~/lib/news";

export interface NewPassword {
  current_password: string;
  new_password: string;
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPassword) => dataOf(api.PUT("/api/v1/password", { body })),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: keys.sessions }), client.invalidateQueries({ queryKey: keys.me })]),
  });
}

export function useGiveUpPassword() {
  return useMutation({ mutationFn: (body: NewPassword) => dataOf(api.POST("/api/v1/password/compromised", { body })) });
}

export function useSecondFactor() {
  return useQuery({ queryKey: keys.secondFactor, queryFn: () => dataOf(api.GET("/api/v1/second-factor")) });
}

export function useBeginSecondFactor() {
  return useMutation({ mutationFn: () => dataOf(api.POST("/api/v1/second-factor")) });
}

export function useConfirmSecondFactor() {
  return useMutation({
    mutationFn: (code: string) => dataOf(api.POST("/api/v1/second-factor/confirm", { body: { code } })),
  });
}

export function useRemoveSecondFactor(said: string) {
  const renew = useRenewFactor();
  return useMutation({
    mutationFn: (body: { current_password: string; code: string }) =>
      dataOf(api.POST("/api/v1/second-factor/remove", { body })),
    onSuccess: () => {
      announce(said);
      return renew();
    },
  });
}

/** After the second factor changed, so may have what the person is served. */
export function useRenewFactor(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all([client.invalidateQueries({ queryKey: keys.secondFactor }), client.invalidateQueries({ queryKey: keys.me })]);
}

export function useSessions() {
  return useQuery({ queryKey: keys.sessions, queryFn: () => dataOf(api.GET("/api/v1/sessions")) });
}

export function useEndSession(said: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => dataOf(api.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } })),
    onSuccess: () => {
      announce(said);
      return client.invalidateQueries({ queryKey: keys.sessions });
    },
  });
}

export function useApiKeys() {
  return useQuery({ queryKey: keys.apiKeys, queryFn: () => dataOf(api.GET("/api/v1/api-keys")) });
}

export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateApiKey) => dataOf(api.POST("/api/v1/api-keys", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  });
}

export function useRevokeApiKey(said: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => dataOf(api.DELETE("/api/v1/api-keys/{id}", { params: { path: { id } } })),
    onSuccess: () => {
      announce(said);
      return client.invalidateQueries({ queryKey: keys.apiKeys });
    },
  });
}
