import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { FormSummary, FormulaWords, PublishedEdition, RuleSet, RuleSetSummary } from "~/lib/api/types";

export function useForm(code: string): UseQueryResult<FormSummary | null> {
  return useQuery({
    queryKey: keys.forms,
    queryFn: async () => (await dataOf(api.GET("/api/v1/forms"))).items,
    staleTime: 60_000,
    select: (forms) => forms.find((form) => form.code === code) ?? null,
  });
}

/** Drafts and versions of a form; for methodologists. */
export function useRuleSets(code: string): UseQueryResult<RuleSetSummary[]> {
  return useQuery({
    queryKey: keys.ruleSets(code),
    queryFn: async () =>
      (await dataOf(api.GET("/api/v1/forms/{code}/rule-sets", { params: { path: { code } } }))).items,
  });
}

export function useRuleSet(id: string): UseQueryResult<RuleSet> {
  return useQuery({
    queryKey: keys.ruleSet(id),
    queryFn: () => dataOf(api.GET("/api/v1/rule-sets/{id}", { params: { path: { id } } })),
  });
}

/** Editions of a form, the newest first. */
export function useEditions(code: string): UseQueryResult<PublishedEdition[]> {
  return useQuery({
    queryKey: keys.publishedForm(code),
    queryFn: () => dataOf(api.GET("/api/v1/forms/{code}", { params: { path: { code } } })),
    select: (form) => form.editions,
    staleTime: 60_000,
  });
}

/** Begin a draft with the triggers of a version (null: of the newest), for an edition (null: that of the version). */
export function useCreateDraft(
  code: string,
): UseMutationResult<RuleSet, Error, { basedOn?: string | null; edition?: string | null }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ basedOn = null, edition = null }) =>
      dataOf(
        api.POST("/api/v1/forms/{code}/rule-sets", {
          params: { path: { code } },
          body: { based_on: basedOn, edition, version: null },
        }),
      ),
    onSuccess: (draft) => {
      client.setQueryData(keys.ruleSet(draft.id), draft);
      return client.invalidateQueries({ queryKey: keys.ruleSets(code) });
    },
  });
}

/** The value of `If-Match`: the revision that this page has seen. */
export function seen(revision: number): { "If-Match": string } {
  return { "If-Match": `"${String(revision)}"` };
}

/** What every step on a rule set has in common: the answer is the rule set, and lists are out of date. */
export function useStep<V>(step: (value: V) => Promise<RuleSet>): UseMutationResult<RuleSet, Error, V> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: async (ruleSet) => {
      client.setQueryData(keys.ruleSet(ruleSet.id), ruleSet);
      await client.invalidateQueries({ queryKey: keys.ruleSets(ruleSet.form) });
      await client.invalidateQueries({ queryKey: keys.forms });
    },
  });
}

/** What formulas over a form may hold; a draft may have a form of its own. */
export function useWords(form: string, ruleSet: string): UseQueryResult<FormulaWords> {
  return useQuery({
    queryKey: keys.formulaWords(form, ruleSet),
    queryFn: () => dataOf(api.GET("/api/v1/formulas/words", { params: { query: { form, rule_set: ruleSet } } })),
    staleTime: 5 * 60_000,
    // Another object of the same words would build every editor anew.
    structuralSharing: true,
  });
}

export function isDraft({ state }: { state: RuleSet["state"] }): boolean {
  return state === "draft" || state === "proposed";
}
