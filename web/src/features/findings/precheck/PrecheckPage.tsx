import { Button, Loader } from "@mantine/core";
import type { ReactElement } from "react";
import { useParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { FileButton } from "~/components/FileButton";
import { PageHeader } from "~/components/PageHeader";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { useReport } from "~/lib/api/report";
import type { ReportDetail } from "~/lib/api/types";
import { usePeriodLabel } from "~/lib/names";
import { forgetPrecheck, startPrecheck, usePrecheck, type Prechecking } from "~/lib/precheck";
import { useTexts } from "~/lib/texts";
import { FindingsList } from "../FindingsList";
import { RemarksList } from "../Remarks";
import { PrecheckSummary } from "./PrecheckSummary";
import styles from "./Precheck.module.css";

export type HandIn = (reportId: string, file: File) => void;

/** The verdict of a file that was not handed in, marked as such from top to bottom. */
export function PrecheckPage({ onHandIn }: { onHandIn: HandIn }): ReactElement {
  const { id = "" } = useParams();
  return <QueryStates query={useReport(id)}>{(report) => <Loaded report={report} onHandIn={onHandIn} />}</QueryStates>;
}

function Loaded({ report, onHandIn }: { report: ReportDetail; onHandIn: HandIn }): ReactElement {
  const t = useTexts();
  const period = usePeriodLabel()(report.period);
  const checked = usePrecheck(report.id);
  const another = (
    <FileButton
      report={report}
      variant={checked ? "default" : "filled"}
      icon="check"
      text={checked ? t.precheck.another : t.precheck.act}
      label={`${checked ? t.precheck.another : t.precheck.act}: ${report.form.code}, ${period}`}
      onFile={(file) => void startPrecheck(report.id, file)}
    />
  );
  return (
    <>
      <PageHeader
        title={t.precheck.title}
        above={<BackLink to={`/reports/${report.id}`}>{t.precheck.back}</BackLink>}
        below={`${report.form.title} (${report.form.code}), ${period}. ${report.member.name}`}
        actions={checked && checked.phase !== "checking" && another}
      />
      {checked ? (
        <Outcome report={report} checked={checked} onHandIn={onHandIn} />
      ) : (
        <StateView mark="empty" title={t.precheck.none} text={t.precheck.noneText}>
          {another}
        </StateView>
      )}
    </>
  );
}

function Outcome({ report, checked, onHandIn }: { report: ReportDetail; checked: Prechecking; onHandIn: HandIn }): ReactElement {
  if (checked.phase === "checking") return <Checking name={checked.file.name} percent={checked.percent} />;
  if (checked.phase === "refused") {
    return (
      <>
        <NotHandedIn />
        <ProblemAlert error={checked.problem} />
      </>
    );
  }
  const { verdict, file } = checked;
  const fired = verdict.findings.some(({ outcome }) => outcome === "fired" || outcome === "not_evaluable");
  return (
    <>
      <NotHandedIn />
      <PrecheckSummary report={report} verdict={verdict} onHandIn={() => onHandIn(report.id, file)} />
      {fired && (
        <FindingsList findings={verdict.findings} causes={undefined} submissionId={null} ruleSet={verdict.rule_set?.version ?? null} />
      )}
      <RemarksList remarks={verdict.remarks} />
    </>
  );
}

/** What nobody may overlook: it stands above everything, and is never green. */
function NotHandedIn(): ReactElement {
  const t = useTexts().precheck;
  return (
    <div className={styles.mark} role="note">
      <strong>{t.mark}</strong>
      <p>{t.markText}</p>
    </div>
  );
}

function Checking({ name, percent }: { name: string; percent: number }): ReactElement {
  const t = useTexts().precheck;
  return (
    <div className={styles.checking}>
      <Loader size="sm" aria-hidden="true" />
      <div>
        <strong>{t.checking(name)}</strong>
        {percent < 100 && <span className="muted"> {t.sending(percent)}</span>}
        <p className="muted">{t.checkingText}</p>
      </div>
      <Button variant="default" onClick={forgetPrecheck}>
        {t.stop}
      </Button>
    </div>
  );
}
