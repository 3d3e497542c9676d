import { Button, NativeSelect, Select } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { LoadingRows, QueryStates } from "~/components/states/QueryStates";
import type { Report, RuleSet } from "~/lib/api/types";
import { dateIn } from "~/lib/dates";
import { usePeriodLabel } from "~/lib/names";
import { serverNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import { useHandedIn, useTryOn } from "./queries";
import { TriedVerdict } from "./TriedVerdict";
import styles from "./trials.module.css";

const YEARS = 5;

/** One report that was handed in, judged by this rule set: the verdict with its values, kept nowhere. */
export function TryOn({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().trials.tryOn;
  const thisYear = Number(dateIn(serverNow()).slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const tryOn = useTryOn(ruleSet.id);
  return (
    <section aria-labelledby="try-on">
      <h2 id="try-on">{t.title}</h2>
      <p className={styles.lead}>{t.text}</p>
      <div className={styles.choice}>
        <NativeSelect
          className={styles.year}
          label={t.year}
          data={Array.from({ length: YEARS }, (_, n) => String(thisYear - n))}
          value={String(year)}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
        />
        <QueryStates query={useHandedIn(ruleSet.form, year)} loading={<LoadingRows rows={1} />}>
          {(reports) =>
            reports.length > 0 ? (
              <Choice key={year} reports={reports} busy={tryOn.isPending} onTry={(submission) => tryOn.mutate(submission)} />
            ) : (
              <p role="status">{t.none(year)}</p>
            )
          }
        </QueryStates>
      </div>
      {tryOn.isError && <ProblemAlert error={tryOn.error} />}
      <div aria-live="polite">{tryOn.data && <TriedVerdict verdict={tryOn.data} />}</div>
    </section>
  );
}

interface ChoiceProps {
  reports: Report[];
  busy: boolean;
  onTry: (submission: string) => void;
}

function Choice({ reports, busy, onTry }: ChoiceProps): ReactElement {
  const t = useTexts().trials.tryOn;
  const periodLabel = usePeriodLabel();
  const [chosen, setChosen] = useState<string | null>(null);
  const options = reports.map((report) => ({
    value: report.current_submission_id ?? "",
    label: `${report.member.name}, ${periodLabel(report.period)}: ${report.status_label}`,
  }));
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) onTry(chosen);
      }}
    >
      <Select
        className={styles.report}
        label={t.report}
        placeholder={t.choose}
        nothingFoundMessage={t.notFound}
        searchable
        limit={50}
        data={options}
        value={chosen}
        onChange={setChosen}
      />
      <Button type="submit" loading={busy} disabled={!chosen}>
        {t.start}
      </Button>
    </form>
  );
}
