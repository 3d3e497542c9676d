import type { ReactElement } from "react";
import { Link } from "react-router";
import { QueryStates } from "~/components/states/QueryStates";
import type { RuleSetTrial, TrialExample } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { CellValues } from "./CellValues";
import { useExamples } from "./queries";
import styles from "./trials.module.css";

/** Some reports in which a trigger fares otherwise, with what stands in them. */
export function Examples({ trial, code }: { trial: RuleSetTrial; code: string }): ReactElement {
  const t = useTexts().trials;
  return (
    <QueryStates query={useExamples(trial.id, code, trial.done)}>
      {(examples) =>
        examples.length > 0 ? (
          <ul className={styles.findings} aria-label={t.examplesOf(code)}>
            {examples.map((example) => (
              <Example key={example.change + example.submission_id} example={example} />
            ))}
          </ul>
        ) : (
          <p>{t.noExamples}</p>
        )
      }
    </QueryStates>
  );
}

function Example({ example }: { example: TrialExample }): ReactElement {
  const t = useTexts().trials;
  return (
    <li>
      <strong>{t.changes[example.change]}</strong>
      {": "}
      {example.report_id ? <Link to={`/reports/${example.report_id}`}>{example.member}</Link> : example.member},{" "}
      {t.periodEnd(formatDate(example.period.end))}
      {example.message && <span className={styles.note}>{example.message}</span>}
      <CellValues cells={example.cells} />
    </li>
  );
}
