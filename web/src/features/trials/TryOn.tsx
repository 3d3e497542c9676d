import { Button, NativeSelect } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { QueryStates } from "~/components/states/QueryStates";
import { StatusBadge } from "~/components/StatusBadge";
import type { Report, RuleSet, TriedFinding, TryOnVerdict } from "~/lib/api/types";
import { usePeriodLabel } from "~/lib/names";
import { formatDecimal } from "~/lib/numbers";
import { useTexts } from "~/lib/texts";
import { useHandedIn, useTryOn } from "./queries";
import styles from "./trials.module.css";

/** One report that was handed in, judged by this rule set: the verdict with its values, kept nowhere. */
export function TryOn({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().trials.tryOn;
  return (
    <section aria-labelledby="try-on">
      <h2 id="try-on">{t.title}</h2>
      <p className={styles.lead}>{t.text}</p>
      <QueryStates query={useHandedIn(ruleSet.form)}>
        {(reports) => (reports.length > 0 ? <Choice ruleSet={ruleSet} reports={reports} /> : <p>{t.none}</p>)}
      </QueryStates>
    </section>
  );
}

function Choice({ ruleSet, reports }: { ruleSet: RuleSet; reports: Report[] }): ReactElement {
  const t = useTexts().trials.tryOn;
  const periodLabel = usePeriodLabel();
  const [chosen, setChosen] = useState("");
  const tryOn = useTryOn(ruleSet.id);
  const options = reports.map((report) => ({
    value: report.current_submission_id ?? "",
    label: `${report.member.name}, ${periodLabel(report.period)}: ${report.status_label}`,
  }));
  return (
    <>
      <form
        className={styles.choice}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) tryOn.mutate(chosen);
        }}
      >
        <NativeSelect
          label={t.report}
          data={[{ value: "", label: t.choose }, ...options]}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <Button type="submit" loading={tryOn.isPending} disabled={!chosen}>
          {t.start}
        </Button>
      </form>
      {tryOn.isError && <ProblemAlert error={tryOn.error} />}
      <div aria-live="polite">{tryOn.data && <Verdict verdict={tryOn.data} />}</div>
    </>
  );
}

function Verdict({ verdict }: { verdict: TryOnVerdict }): ReactElement {
  const t = useTexts().trials.tryOn;
  const told = verdict.findings.filter((finding) => finding.outcome === "fired" || finding.outcome === "not_evaluable");
  return (
    <div className={styles.verdict}>
      <StatusBadge status={verdict.status} large />
      {verdict.reasons.map((reason) => (
        <p key={reason.code + reason.text}>{reason.text}</p>
      ))}
      {told.length === 0 && verdict.reasons.length === 0 && <p>{t.nothing}</p>}
      {verdict.shortened && <p className={styles.note}>{t.shortened}</p>}
      <ul className={styles.examples}>
        {told.map((finding) => (
          <Tried key={finding.code} finding={finding} />
        ))}
      </ul>
    </div>
  );
}

function Tried({ finding }: { finding: TriedFinding }): ReactElement {
  const t = useTexts().trials;
  return (
    <li>
      <span className={styles.code}>{finding.code}</span> <strong>{finding.message ?? finding.title}</strong>{" "}
      ({t.outcomes[finding.outcome]})
      {finding.formula_filled && (
        <span className={styles.note}>
          {t.tryOn.filled}: <span className="mono">{finding.formula_filled}</span>
        </span>
      )}
      {finding.cells.map((cell) => (
        <span key={cell.path + String(cell.row)} className={styles.note}>
          {cell.label ?? cell.path}: <span className="mono">{formatDecimal(cell.value ?? "—")}</span>
        </span>
      ))}
    </li>
  );
}
