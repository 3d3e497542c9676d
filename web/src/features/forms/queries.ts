import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { FormSummary, RuleSet } from "~/lib/api/types";

export function useForms(): UseQueryResult<FormSummary[]> {
  return useQuery({
    queryKey: keys.forms,
    queryFn: async () => (await dataOf(api.GET("/api/v1/forms"))).items,
    staleTime: 60_000,
  });
}

export function useRuleSet(id: string): UseQueryResult<RuleSet> {
  return useQuery({
    queryKey: keys.ruleSet(id),
    queryFn: () => dataOf(api.GET("/api/v1/rule-sets/{id}", { params: { path: { id } } })),
    staleTime: Infinity,
  });
}
