import type { UseMutationResult } from "@tanstack/react-query";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { RuleSet } from "~/lib/api/types";
import { seen, useStep } from "../queries";

export interface Publication {
  effective_from: string;
  reason: string;
  without_backtest: string | null;
}

type Step<V> = UseMutationResult<RuleSet, Error, V>;

function place(ruleSet: RuleSet) {
  return { path: { id: ruleSet.id }, header: seen(ruleSet.revision) };
}

export function usePublish(ruleSet: RuleSet): Step<Publication> {
  return useStep((body) => dataOf(api.POST("/api/v1/rule-sets/{id}/publish", { params: place(ruleSet), body })));
}

export function useApprove(ruleSet: RuleSet): Step<string> {
  return useStep((reason) =>
    dataOf(api.POST("/api/v1/rule-sets/{id}/approve", { params: place(ruleSet), body: { reason: reason || null } })),
  );
}

export function useReturn(ruleSet: RuleSet): Step<string> {
  return useStep((reason) => dataOf(api.POST("/api/v1/rule-sets/{id}/return", { params: place(ruleSet), body: { reason } })));
}

export function useRetire(ruleSet: RuleSet): Step<{ last_day: string | null; reason: string }> {
  return useStep((body) => dataOf(api.POST("/api/v1/rule-sets/{id}/retire", { params: place(ruleSet), body })));
}

export function useDelete(ruleSet: RuleSet): UseMutationResult<unknown, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => dataOf(api.DELETE("/api/v1/rule-sets/{id}", { params: place(ruleSet) })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.ruleSets(ruleSet.form) }),
  });
}
