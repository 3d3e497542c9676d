import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { Icon } from "~/components/icons/Icon";
import { PageHeader } from "~/components/PageHeader";
import { Failed, LoadingRows, QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { StatusBadge } from "~/components/StatusBadge";
import { useSubmission } from "~/lib/api/submission";
import type { Submission } from "~/lib/api/types";
import { usePeriodLabel } from "~/lib/names";
import { useTexts } from "~/lib/texts";
import { FindingsList } from "./FindingsList";
import { useFindings } from "./queries";
import { Summary } from "./Summary";
import styles from "./FindingsPage.module.css";

/** What the triggers found in one version of a report, each explained: what is wrong, where, and how to mend it. */
export function FindingsPage(): ReactElement {
  const { id = "" } = useParams();
  return <QueryStates query={useSubmission(id)}>{(submission) => <Loaded submission={submission} />}</QueryStates>;
}

function Loaded({ submission }: { submission: Submission }): ReactElement {
  const t = useTexts();
  const periodLabel = usePeriodLabel();
  const { form, period, member, version, registration_number: number } = submission;
  const download = submission.verdict && (
    <Button
      component="a"
      href={`/api/v1/submissions/${submission.id}/findings.xlsx`}
      download
      variant="default"
      leftSection={<Icon name="download" size={16} />}
    >
      {t.findings.download}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t.findings.title}
        above={<BackLink to={`/reports/${submission.report_id}`}>{t.findings.back}</BackLink>}
        below={
          <>
            {form.title} ({form.code}), {periodLabel(period)}. {t.findings.submission(version, number)}. {member.name}
          </>
        }
        actions={download}
      />
      {submission.verdict && submission.status !== "checking" ? <Judged submission={submission} /> : <Checking status={submission.status} />}
    </>
  );
}

function Checking({ status }: { status: Submission["status"] }): ReactElement {
  const t = useTexts();
  return (
    <div className={styles.checking} role="status">
      <StatusBadge status={status} large />
      <p>{t.findings.checking}</p>
    </div>
  );
}

function Judged({ submission }: { submission: Submission }): ReactElement {
  const t = useTexts();
  const findings = useFindings(submission.id, true);
  if (!findings.items) {
    return findings.isError ? <Failed error={findings.error} onRetry={() => void findings.refetch()} /> : <LoadingRows />;
  }
  const nothing = findings.items.every(({ outcome }) => outcome === "held" || outcome === "not_applicable");
  return (
    <>
      <Summary submission={submission} findings={findings.items} />
      {nothing ? (
        <StateView mark="done" title={t.findings.none} text={t.findings.noneText} />
      ) : (
        <FindingsList findings={findings.items} submissionId={submission.id} />
      )}
    </>
  );
}
