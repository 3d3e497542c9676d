import { TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useParams } from "react-router";
import { Icon } from "~/components/icons/Icon";
import { QueryStates } from "~/components/states/QueryStates";
import type { RuleSet, Trigger } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { DraftEditor } from "./draft/DraftEditor";
import { isDraft, useRuleSet } from "./queries";
import styles from "./rules.module.css";

/** The triggers of a rule set: of a draft to write, of a published version to read. */
export function TriggersPanel(): ReactElement {
  const { id = "" } = useParams();
  return (
    <QueryStates query={useRuleSet(id)}>
      {(ruleSet) => (isDraft(ruleSet) ? <DraftEditor key={ruleSet.id} ruleSet={ruleSet} /> : <List ruleSet={ruleSet} />)}
    </QueryStates>
  );
}

function List({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().rules;
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const shown = ruleSet.triggers.filter(({ code, title, formula }) =>
    `${code} ${title} ${formula}`.toLowerCase().includes(wanted),
  );
  return (
    <section className={styles.triggers} aria-label={t.triggersOf(ruleSet.version)}>
      <div className={styles.bar}>
        <h2>
          {t.triggers}: {shown.length}
        </h2>
        <TextInput
          size="sm"
          type="search"
          aria-label={t.search}
          placeholder={t.search}
          leftSection={<Icon name="search" size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      {shown.map((trigger) => (
        <TriggerItem key={trigger.code} trigger={trigger} />
      ))}
    </section>
  );
}

function TriggerItem({ trigger }: { trigger: Trigger }): ReactElement {
  const t = useTexts().rules;
  const facts: [string, string | null, boolean][] = [
    [t.fields.when, trigger.when, true],
    [t.fields.formula, trigger.formula, true],
    [t.fields.message, trigger.message, false],
    [t.fields.hint, trigger.hint, false],
    [t.fields.source, trigger.source, false],
    [t.fields.tolerance, trigger.tolerance, true],
  ];
  return (
    <details className={styles.trigger}>
      <summary>
        <strong>{trigger.title}</strong>
        <span className={styles.code}>
          {trigger.code} · {t.severity[trigger.severity]}
        </span>
      </summary>
      <dl>
        {facts.map(([name, value, mono]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd className={mono ? "mono" : undefined}>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </details>
  );
}
