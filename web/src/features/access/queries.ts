import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, dataOf, setCsrfToken } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { PlaceAccessRequest } from "~/lib/api/types";

/** The secret behind the `#` of the link: browsers send that part to nobody. */
export function secretOf(hash: string): string | null {
  const secret = hash.replace(/^#/, "");
  return /^[\w-]{20,100}$/.test(secret) ? secret : null;
}

export function usePlaceRequest() {
  return useMutation({
    mutationFn: (body: PlaceAccessRequest) => dataOf(api.POST("/api/v1/access-requests", { body })),
  });
}

export function useOffer(token: string) {
  return useQuery({
    queryKey: keys.offer(token),
    queryFn: () => dataOf(api.GET("/api/v1/invitations/{token}/accept", { params: { path: { token } } })),
    retry: false,
    staleTime: Infinity,
  });
}

interface Acceptance {
  name: string;
  email: string;
  password: string;
  rulesVersion: number | null;
}

/** Accept as somebody new, and come in by the password that was just set. */
export function useAccept(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, email, password, rulesVersion }: Acceptance) => {
      const body = { name, password, rules_version: rulesVersion };
      await dataOf(api.POST("/api/v1/invitations/{token}/accept", { params: { path: { token } }, body }));
      return dataOf(api.POST("/api/v1/session", { body: { email, password, otp: null } }));
    },
    onSuccess: (me) => {
      client.clear();
      setCsrfToken(me.csrf_token);
      client.setQueryData(keys.me, me);
    },
  });
}

/** Accept as who one is, and act for the new organisation from now on. */
export function useJoin(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (rulesVersion: number | null) => {
      const body = { rules_version: rulesVersion };
      const path = { token };
      const joined = await dataOf(api.POST("/api/v1/invitations/{token}/accept", { params: { path }, body }));
      const place = { organisation_id: joined.organisation_id };
      return dataOf(api.POST("/api/v1/session/organisation", { body: place }));
    },
    onSuccess: (me) => {
      client.clear();
      setCsrfToken(me.csrf_token);
      client.setQueryData(keys.me, me);
    },
  });
}

export function useRules() {
  return useQuery({ queryKey: keys.rulesOfUse, queryFn: () => dataOf(api.GET("/api/v1/rules-of-use")) });
}

export function useAcceptRules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => dataOf(api.POST("/api/v1/rules-of-use/accept", { body: { version } })),
    onSuccess: () => client.invalidateQueries(),
  });
}
