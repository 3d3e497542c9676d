import { SegmentedControl } from "@mantine/core";
import type { ReactElement } from "react";
import { useSearchParams } from "react-router";
import type { Causes, Finding } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import type { FindingActions } from "./FindingActions";
import { FindingCard } from "./FindingCard";
import { grouped, groupingOf, GROUPINGS, type Grouping } from "./grouping";
import { NotEvaluable } from "./NotEvaluable";
import styles from "./FindingsPage.module.css";

const WORTH_CONTENTS = 4;

interface FindingsListProps {
  findings: Finding[];
  causes: Causes | undefined;
  /** Null for a file that was not handed in: there is nothing to open or to download. */
  submissionId: string | null;
  ruleSet: string | null;
  actions?: FindingActions | undefined;
}

/** Fired triggers, grouped as the reader likes; then what could not be checked, then warnings beside. */
export function FindingsList({ findings, causes, ...card }: FindingsListProps): ReactElement {
  const t = useTexts();
  const [grouping, setGrouping] = useGrouping();
  const fired = findings.filter(({ outcome }) => outcome === "fired");
  const errors = fired.filter(({ severity }) => severity === "error");
  const warnings = fired.filter(({ severity }) => severity === "warning");
  const unchecked = findings.filter(({ outcome }) => outcome === "not_evaluable");
  const groups = grouped(errors, grouping, causes, t);
  const inOrder = groups.flatMap((group) => group.findings);
  return (
    <div className={styles.sections}>
      {errors.length + unchecked.length >= WORTH_CONTENTS && <Contents findings={[...inOrder, ...unchecked]} />}
      {errors.length > 0 && (
        <section aria-labelledby="fired">
          <div className={styles.heading}>
            <h2 id="fired">{t.findings.section.fired}</h2>
            {errors.length > 1 && <GroupingSwitch value={grouping} onChange={setGrouping} />}
          </div>
          {groups.map((group) => (
            <div key={group.key} className={styles.group}>
              {group.title && groups.length > 1 && (
                <p className={styles.groupTitle}>
                  <strong>{group.title}</strong>
                  {group.note && <span className="muted"> {group.note}</span>}
                </p>
              )}
              {group.findings.map((finding) => (
                <FindingCard key={finding.code} finding={finding} {...card} />
              ))}
            </div>
          ))}
        </section>
      )}
      {unchecked.length > 0 && (
        <section aria-labelledby="unchecked">
          <h2 id="unchecked">{t.findings.section.notEvaluable}</h2>
          <p className="muted">{t.findings.notEvaluableText}</p>
          {unchecked.map((finding) => (
            <NotEvaluable key={finding.code} finding={finding} ruleSet={card.ruleSet} />
          ))}
        </section>
      )}
      {warnings.length > 0 && (
        <section aria-labelledby="warnings">
          <h2 id="warnings">{t.findings.section.warnings}</h2>
          <p className="muted">{t.findings.warningsText}</p>
          {warnings.map((finding) => (
            <FindingCard key={finding.code} finding={finding} {...card} />
          ))}
        </section>
      )}
    </div>
  );
}

/** Kept in the address, so that one comes back to the same list. */
function useGrouping(): [Grouping, (grouping: Grouping) => void] {
  const [query, setQuery] = useSearchParams();
  const choose = (grouping: Grouping): void => setQuery({ by: grouping }, { replace: true, preventScrollReset: true });
  return [groupingOf(query.get("by")), choose];
}

function GroupingSwitch({ value, onChange }: { value: Grouping; onChange: (grouping: Grouping) => void }): ReactElement {
  const words = useTexts().explaining.group;
  return (
    <SegmentedControl
      className={`no-print ${styles.switch}`}
      aria-label={words.label}
      value={value}
      onChange={(chosen) => onChange(groupingOf(chosen))}
      data={GROUPINGS.map((grouping) => ({ value: grouping, label: words[grouping] }))}
    />
  );
}

function Contents({ findings }: { findings: Finding[] }): ReactElement {
  const t = useTexts();
  return (
    <nav className={`no-print ${styles.contents}`} aria-label={t.findings.contents}>
      <h2>{t.findings.contents}</h2>
      <ol>
        {findings.map((finding) => (
          <li key={finding.code}>
            <a href={`#${finding.code}`}>{finding.message ?? finding.title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
