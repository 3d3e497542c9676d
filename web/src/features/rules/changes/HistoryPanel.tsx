import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useParams } from "react-router";
import { QueryStates } from "~/components/states/QueryStates";
import type { RuleSet, RuleSetAct } from "~/lib/api/types";
import { formatDate, formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { useRuleSet } from "../queries";
import { fieldLabel } from "./fields";
import { useHistory } from "./queries";
import styles from "./changes.module.css";

/** Who changed a rule set, when, what and why. */
export function HistoryPanel(): ReactElement {
  const { id = "" } = useParams();
  return <QueryStates query={useRuleSet(id)}>{(ruleSet) => <Acts ruleSet={ruleSet} />}</QueryStates>;
}

function Acts({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().rules.history;
  const query = useHistory(ruleSet.id, ruleSet.revision);
  return (
    <section aria-label={t.title}>
      <QueryStates query={query}>
        {(acts) => (
          <ol className={styles.history}>
            {acts.map((act) => (
              <Act key={`${act.at}${act.act}`} act={act} />
            ))}
          </ol>
        )}
      </QueryStates>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </section>
  );
}

function Act({ act }: { act: RuleSetAct }): ReactElement {
  const t = useTexts().rules;
  return (
    <li>
      <p>
        <strong>{t.history.acts[act.act]}</strong> · {act.by?.name ?? t.builtIn} ·{" "}
        <time dateTime={act.at}>{formatInstant(act.at)}</time>
      </p>
      {act.reason && <p>{t.history.reason(act.reason)}</p>}
      <Facts act={act} />
    </li>
  );
}

function Facts({ act }: { act: RuleSetAct }): ReactElement | null {
  const t = useTexts().rules;
  const changed = act.changed.map(({ code, fields }) => `${code} (${fields.map((field) => fieldLabel(field, t)).join(", ")})`);
  const facts: [string, string | null][] = [
    [t.history.file, act.file_name],
    [t.history.basedOn, act.based_on],
    [t.history.from, act.effective_from ? formatDate(act.effective_from) : null],
    [t.history.to, act.effective_to ? formatDate(act.effective_to) : null],
    [t.history.proposedBy, act.proposed_by],
    [t.history.untested, act.without_backtest],
    [t.history.added, listed(act.added)],
    [t.history.changed, listed(changed)],
    [t.history.removed, listed(act.removed)],
    [t.history.parameters, listed(act.parameters)],
    [t.history.moreChanges, act.more > 0 ? String(act.more) : null],
  ];
  const told = facts.filter((fact): fact is [string, string] => fact[1] !== null);
  if (told.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {told.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function listed(items: readonly string[]): string | null {
  return items.length > 0 ? items.join(", ") : null;
}
