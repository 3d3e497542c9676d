import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, dataOf, setCsrfToken } from "./api/client";
import { keys } from "./api/keys";
import type { Me, Role } from "./api/types";

const STAFF: ReadonlySet<Role> = new Set<Role>(["sro_admin", "methodologist", "supervisor", "clerk"]);

export async function fetchMe(): Promise<Me> {
  const me = await dataOf(api.GET("/api/v1/me"));
  setCsrfToken(me.csrf_token);
  return me;
}

export function useMe(): UseQueryResult<Me> {
  return useQuery({ queryKey: keys.me, queryFn: fetchMe, staleTime: 5 * 60_000, retry: false });
}

export function isStaff(me: Me | undefined): boolean {
  return me !== undefined && !me.organisation && me.roles.some((role) => STAFF.has(role));
}

/** Whether the signed-in person has one of `roles`. The server decides; this only hides what would be refused. */
export function useHasRole(...roles: Role[]): boolean {
  const me = useMe().data;
  return me?.roles.some((role) => roles.includes(role)) ?? false;
}

export function useIsStaff(): boolean {
  return isStaff(useMe().data);
}
