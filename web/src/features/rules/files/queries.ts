import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { keys } from "~/lib/api/keys";
import type { RuleFilePreview, RuleSet } from "~/lib/api/types";
import { sendFile } from "~/lib/api/upload";
import { seen } from "../queries";

/** Where a file goes: into a draft that there is, or into a new one of a form. */
export type Target = { draft: RuleSet } | { form: string };

export interface Chosen {
  file: File;
  edition: string | null;
  reason: string;
}

function address(target: Target): string {
  return "draft" in target
    ? `/api/v1/rule-sets/${target.draft.id}/import`
    : `/api/v1/forms/${encodeURIComponent(target.form)}/rule-sets/import`;
}

function query(values: Record<string, string | null>): string {
  const given = Object.entries(values).filter((value): value is [string, string] => value[1] !== null && value[1] !== "");
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : "";
}

/** What a file would change; nothing is kept. */
export function usePreview(target: Target): UseMutationResult<RuleFilePreview, Error, Omit<Chosen, "reason">> {
  return useMutation({
    mutationFn: ({ file, edition }) => sendFile<RuleFilePreview>(`${address(target)}/preview${query({ edition })}`, file),
  });
}

/** Take it: the answer is the draft. */
export function useImport(target: Target): UseMutationResult<RuleSet, Error, Chosen> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, edition, reason }) =>
      sendFile<RuleSet>(`${address(target)}${query({ edition, reason })}`, file, {
        headers: "draft" in target ? seen(target.draft.revision) : {},
      }),
    onSuccess: (draft) => {
      client.setQueryData(keys.ruleSet(draft.id), draft);
      return client.invalidateQueries({ queryKey: keys.ruleSets(draft.form) });
    },
  });
}
