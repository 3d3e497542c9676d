import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { Report, RuleSet, RuleSetTrial, TrialExample, TrialTitle, TryOnVerdict } from "~/lib/api/types";

const EVERY_MS = 1_000;
const SHADOW_MS = 5_000;
// A choice among more reports than these pages hold is made by nobody.
const MOST_PAGES = 10;

/** The rule set that the page is about: it is in the cache already. */
export function useTriedRuleSet(id: string): UseQueryResult<RuleSet> {
  return useQuery({
    queryKey: keys.ruleSet(id),
    queryFn: () => dataOf(api.GET("/api/v1/rule-sets/{id}", { params: { path: { id } } })),
  });
}

/** Back-tests and shadow runs of a rule set, newest first. */
export function useTrials(ruleSet: string): UseQueryResult<TrialTitle[]> {
  return useQuery({
    queryKey: keys.trials(ruleSet),
    queryFn: async () =>
      (await dataOf(api.GET("/api/v1/rule-sets/{id}/trials", { params: { path: { id: ruleSet } } }))).items,
  });
}

/** A trial with its figures so far, asked for again while it runs. */
export function useTrial(id: string): UseQueryResult<RuleSetTrial> {
  return useQuery({
    queryKey: keys.trial(id),
    queryFn: () => dataOf(api.GET("/api/v1/trials/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => {
      if (data && data.state !== "running") return false;
      return data?.kind === "shadow" ? SHADOW_MS : EVERY_MS;
    },
  });
}

export function useExamples(trial: string, code: string, done: number): UseQueryResult<TrialExample[]> {
  return useQuery({
    // A running trial finds more: the number of what is done tells one answer from the next.
    queryKey: [...keys.trial(trial), "examples", code, done],
    queryFn: async () =>
      (await dataOf(api.GET("/api/v1/trials/{id}/triggers/{code}", { params: { path: { id: trial, code } } }))).items,
    placeholderData: (before) => before,
  });
}

export function useStartBacktest(ruleSet: string): UseMutationResult<TrialTitle, Error, void> {
  return useStep(ruleSet, () =>
    dataOf(api.POST("/api/v1/rule-sets/{id}/backtest", { params: { path: { id: ruleSet } } })),
  );
}

export function useStartShadow(ruleSet: string): UseMutationResult<TrialTitle, Error, void> {
  return useStep(ruleSet, () => dataOf(api.POST("/api/v1/rule-sets/{id}/shadow", { params: { path: { id: ruleSet } } })));
}

export function useEnd(ruleSet: string, trial: string): UseMutationResult<TrialTitle, Error, void> {
  return useStep(ruleSet, () => dataOf(api.POST("/api/v1/trials/{id}/cancel", { params: { path: { id: trial } } })));
}

export function useTryOn(ruleSet: string): UseMutationResult<TryOnVerdict, Error, string> {
  return useMutation({
    mutationFn: (submission) =>
      dataOf(
        api.POST("/api/v1/rule-sets/{id}/try", {
          params: { path: { id: ruleSet } },
          body: { submission_id: submission },
        }),
      ),
  });
}

/** Reports of the form in a year that were handed in: what can be tried. */
export function useHandedIn(form: string, year: number): UseQueryResult<Report[]> {
  return useQuery({
    queryKey: [...keys.reports, "handed-in", form, year],
    queryFn: async () => {
      const found: Report[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query: { form: string; year: number; limit: number; cursor: string | null } = { form, year, limit: 200, cursor };
        const answer = await dataOf(api.GET("/api/v1/reports", { params: { query } }));
        found.push(...answer.items.filter((report) => report.current_submission_id !== null));
        cursor = answer.next;
        if (cursor === null) break;
      }
      return found;
    },
  });
}

function useStep(ruleSet: string, step: () => Promise<TrialTitle>): UseMutationResult<TrialTitle, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: async (trial) => {
      await client.invalidateQueries({ queryKey: keys.trials(ruleSet) });
      await client.invalidateQueries({ queryKey: keys.trial(trial.id) });
    },
  });
}
