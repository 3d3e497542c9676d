import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { RuleSet } from "~/lib/api/types";
import { formatDate, formatInstant } from "~/lib/dates";
import { useHasRole, useMe } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { ApproveDialog, ReturnDialog } from "./ReviewDialogs";
import styles from "./publishing.module.css";

/** What was proposed, by whom, and what the reader may do about it. */
export function ProposalBar({ ruleSet }: { ruleSet: RuleSet }): ReactElement | null {
  const t = useTexts().rules.publishing;
  const me = useMe().data?.person.id;
  const mayWrite = useHasRole("sro_admin", "methodologist");
  const [dialog, setDialog] = useState<"approve" | "return" | null>(null);
  const { proposal } = ruleSet;
  if (!proposal) return null;
  const mine = proposal.by.person_id === me;
  const close = (): void => setDialog(null);
  return (
    <div className={styles.proposal} role="region" aria-label={t.proposalRegion}>
      <p>
        <strong>{t.proposalOf(proposal.by.name, formatInstant(proposal.at), formatDate(proposal.effective_from))}</strong>
        <br />
        {proposal.reason}
        {proposal.without_backtest && (
          <>
            <br />
            {t.withoutBacktest(proposal.without_backtest)}
          </>
        )}
        {mine && (
          <>
            <br />
            {t.awaitsOther}
          </>
        )}
      </p>
      {mayWrite && !mine && <Button onClick={() => setDialog("approve")}>{t.approve}</Button>}
      {mayWrite && (
        <Button variant="default" onClick={() => setDialog("return")}>
          {mine ? t.withdraw : t.return}
        </Button>
      )}
      <ApproveDialog ruleSet={ruleSet} opened={dialog === "approve"} onClose={close} />
      <ReturnDialog ruleSet={ruleSet} opened={dialog === "return"} onClose={close} />
    </div>
  );
}
