import { TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Icon } from "~/components/icons/Icon";
import { QueryStates } from "~/components/states/QueryStates";
import type { RuleSet, Trigger } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { useRuleSet } from "./queries";
import styles from "./forms.module.css";

export function Triggers({ ruleSetId }: { ruleSetId: string }): ReactElement {
  return <QueryStates query={useRuleSet(ruleSetId)}>{(ruleSet) => <List ruleSet={ruleSet} />}</QueryStates>;
}

function List({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().forms;
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const shown = ruleSet.triggers.filter(({ code, title, formula }) =>
    `${code} ${title} ${formula}`.toLowerCase().includes(wanted),
  );
  return (
    <section className={styles.triggers} aria-label={t.triggersCaption(ruleSet.ref.version)}>
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
  const t = useTexts().forms;
  const facts: [string, string | null, boolean][] = [
    [t.when, trigger.when, true],
    [t.formula, trigger.formula, true],
    [t.hint, trigger.hint, false],
    [t.source, trigger.source, false],
  ];
  return (
    <details className={styles.trigger}>
      <summary>
        <strong>{trigger.title}</strong>
        <span className={styles.code}>
          {trigger.code} · {trigger.severity === "warning" ? t.severity.warning : t.severity.error}
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
