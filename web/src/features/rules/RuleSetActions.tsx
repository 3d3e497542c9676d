import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useNavigate } from "react-router";
import type { RuleSet } from "~/lib/api/types";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { useCreateDraft } from "./queries";

/** What may be done with this rule set as a whole. */
export function RuleSetActions({ ruleSet }: { ruleSet: RuleSet }): ReactElement | null {
  const mayWrite = useHasRole("sro_admin", "methodologist");
  if (!mayWrite) return null;
  return ruleSet.ref ? <OfVersion ruleSet={ruleSet} /> : null;
}

function OfVersion({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().rules;
  const navigate = useNavigate();
  const create = useCreateDraft(ruleSet.form);
  return (
    <Button
      loading={create.isPending}
      onClick={() => create.mutate(ruleSet.id, { onSuccess: (draft) => void navigate(`/rule-sets/${draft.id}`) })}
    >
      {t.draftFromThis}
    </Button>
  );
}
