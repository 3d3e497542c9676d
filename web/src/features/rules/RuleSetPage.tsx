import type { ReactElement } from "react";
import { Outlet, useParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import { TabNav, type Tab } from "~/components/tabs/TabNav";
import type { RuleSet } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { ProposalBar } from "./publishing/Proposal";
import { isDraft, useRuleSet } from "./queries";
import { forceOf } from "./force";
import { RuleSetActions } from "./RuleSetActions";
import { RuleSetBadge } from "./RuleSetBadge";
import styles from "./rules.module.css";

/** One version of the triggers of a form, whatever its state; its parts are tabs, filled by this and other features. */
export function RuleSetPage({ tabs }: { tabs: readonly Tab[] }): ReactElement {
  const { id = "" } = useParams();
  return (
    <QueryStates query={useRuleSet(id)}>{(ruleSet) => <Frame key={ruleSet.id} ruleSet={ruleSet} tabs={tabs} />}</QueryStates>
  );
}

function Frame({ ruleSet, tabs }: { ruleSet: RuleSet; tabs: readonly Tab[] }): ReactElement {
  const t = useTexts().rules;
  const about = { state: ruleSet.state, form: ruleSet.form, draft: isDraft(ruleSet) };
  return (
    <>
      <PageHeader
        title={t.title(ruleSet.form, ruleSet.version || t.unnamed)}
        above={<BackLink to={`/forms/${encodeURIComponent(ruleSet.form)}`}>{t.allVersions}</BackLink>}
        below={<Facts ruleSet={ruleSet} />}
        actions={<RuleSetActions ruleSet={ruleSet} />}
      />
      <ProposalBar ruleSet={ruleSet} />
      <TabNav tabs={tabs} about={about} label={t.parts} />
      <Outlet />
    </>
  );
}

function Facts({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().rules;
  return (
    <span className={styles.facts}>
      <RuleSetBadge state={ruleSet.state} />
      {ruleSet.effective_from && <span>{forceOf(ruleSet, t)}</span>}
      {ruleSet.edition && <span>{t.ofEdition(ruleSet.edition)}</span>}
      {ruleSet.based_on && <span>{t.basedOn(ruleSet.based_on.version)}</span>}
      <span>{t.changedBy(ruleSet.changed_by?.name ?? t.builtIn, formatInstant(ruleSet.changed_at))}</span>
    </span>
  );
}
