import type { ReactElement } from "react";
import { Link } from "react-router";
import { StatusBadge } from "~/components/StatusBadge";
import type { ComparedVersion, TriggerChange, VersionComparison } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./ComparePage.module.css";

const PARTS = ["fixed", "remaining", "new"] as const;
type Part = (typeof PARTS)[number];

/** Which triggers are mended, which remain, which are new. */
export function Triggers({ comparison }: { comparison: VersionComparison }): ReactElement {
  const t = useTexts().explaining.compare;
  const { before, after, triggers } = comparison;
  const unjudged = [before, after].find(({ judged }) => !judged);
  const rules = [before.rule_set?.version, after.rule_set?.version] as const;
  return (
    <section className={styles.section} aria-labelledby="triggers">
      <h2 id="triggers">{t.triggers}</h2>
      <div className={styles.statuses}>
        <Version name={t.before} version={before} />
        <Version name={t.after} version={after} />
      </div>
      {unjudged && <p>{t.notJudged(unjudged.version ?? 0)}</p>}
      {triggers && rules[0] && rules[1] && rules[0] !== rules[1] && <p>{t.rules(rules[0], rules[1])}</p>}
      {triggers && PARTS.map((part) => <Changes key={part} part={part} changes={triggers[part]} comparison={comparison} />)}
    </section>
  );
}

function Version({ name, version }: { name: string; version: ComparedVersion }): ReactElement {
  const t = useTexts();
  return (
    <p>
      {name}:{" "}
      <Link to={`/submissions/${version.submission_id}`}>
        {t.findings.submission(version.version ?? 0, version.registration_number)}
      </Link>{" "}
      <StatusBadge status={version.status} />
    </p>
  );
}

interface ChangesProps {
  part: Part;
  changes: readonly TriggerChange[];
  comparison: VersionComparison;
}

function Changes({ part, changes, comparison }: ChangesProps): ReactElement {
  const t = useTexts().explaining.compare;
  return (
    <div className={styles.part} data-part={part} role="group" aria-labelledby={`part-${part}`}>
      <h3 id={`part-${part}`}>
        {t[part]}: {changes.length}
      </h3>
      {changes.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        <>
          <p className="muted">{t[`${part}Text`]}</p>
          <ul className={styles.changes}>
            {changes.map((change) => (
              <Change key={change.code} change={change} comparison={comparison} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Change({ change, comparison }: { change: TriggerChange; comparison: VersionComparison }): ReactElement {
  const t = useTexts().explaining.compare;
  const shown = change.outcome_after ? comparison.after : comparison.before;
  const messages = [
    [t.was, change.message_before, change.outcome_before],
    [t.now, change.message_after, change.outcome_after],
  ] as const;
  return (
    <li>
      <Link to={`/submissions/${shown.submission_id}#${encodeURIComponent(change.code)}`}>
        {change.code}. {change.title}
      </Link>
      {change.severity === "warning" && <span className="muted"> ({t.warning})</span>}
      {messages.map(([name, message, outcome]) =>
        outcome === null ? null : (
          <span key={name} className={styles.message}>
            {name}: {message ?? t.outcomes[outcome]}
          </span>
        ),
      )}
    </li>
  );
}
