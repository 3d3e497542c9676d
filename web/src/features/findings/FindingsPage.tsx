import { Button } from "@mantine/core";
import { useEffect, type ReactElement } from "react";
import { Link, useLocation, useParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { Icon } from "~/components/icons/Icon";
import { PageHeader } from "~/components/PageHeader";
import { Failed, LoadingRows, QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { StatusBadge } from "~/components/StatusBadge";
import { useSubmission } from "~/lib/api/submission";
import type { Submission } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { usePeriodLabel } from "~/lib/names";
import { useTexts } from "~/lib/texts";
import { CausesPanel } from "./CausesPanel";
import { Downloads } from "./Downloads";
import type { FindingActions } from "./FindingActions";
import { FindingsList } from "./FindingsList";
import { useCauses, useFindings } from "./queries";
import { Remarks } from "./Remarks";
import { Summary } from "./Summary";
import { VerdictHistory } from "./VerdictHistory";
import styles from "./FindingsPage.module.css";

/** What the triggers found in one version of a report, each explained: what is wrong, where, and how to mend it. */
export function FindingsPage({ actions }: { actions?: FindingActions }): ReactElement {
  const { id = "" } = useParams();
  return (
    <QueryStates query={useSubmission(id)}>
      {(submission) => <Loaded submission={submission} actions={actions} />}
    </QueryStates>
  );
}

interface OfSubmission {
  submission: Submission;
  actions: FindingActions | undefined;
}

function Loaded({ submission, actions }: OfSubmission): ReactElement {
  const t = useTexts();
  const periodLabel = usePeriodLabel();
  const { form, period, member, version, registration_number: number } = submission;
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
        actions={submission.verdict && <Actions submission={submission} />}
      />
      <p className="print-only">{t.explaining.printed(number, submission.sha256, formatInstant(new Date()))}</p>
      {submission.verdict && submission.status !== "checking" ? (
        <Judged submission={submission} actions={actions} />
      ) : (
        <Checking status={submission.status} />
      )}
    </>
  );
}

function Actions({ submission }: { submission: Submission }): ReactElement {
  const t = useTexts().explaining;
  const { id, version } = submission;
  return (
    <>
      <Button component={Link} to={`/submissions/${id}/form`} variant="default" leftSection={<Icon name="forms" size={16} />}>
        {t.toForm}
      </Button>
      {version > 1 && (
        <Button component={Link} to={`/submissions/${id}/compare`} variant="default">
          {t.toCompare(version - 1)}
        </Button>
      )}
      <Downloads submissionId={id} />
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

function Judged({ submission, actions }: OfSubmission): ReactElement {
  const t = useTexts();
  const findings = useFindings(submission.id, true);
  const causes = useCauses(submission.id).data;
  useArrival(findings.items !== undefined && !findings.hasNextPage);
  if (!findings.items) {
    return findings.isError ? <Failed error={findings.error} onRetry={() => void findings.refetch()} /> : <LoadingRows />;
  }
  const nothing = findings.items.every(({ outcome }) => outcome === "held" || outcome === "not_applicable");
  return (
    <>
      <Summary submission={submission} findings={findings.items} causes={causes} />
      {causes && <CausesPanel causes={causes} submissionId={submission.id} />}
      {nothing ? (
        <StateView mark="done" title={t.findings.none} text={t.findings.noneText} />
      ) : (
        <FindingsList
          findings={findings.items}
          causes={causes}
          submissionId={submission.id}
          actions={actions}
          ruleSet={submission.verdict?.rule_set?.version ?? null}
        />
      )}
      <Remarks submissionId={submission.id} />
      <VerdictHistory verdicts={submission.verdicts} />
    </>
  );
}

/** Whoever comes back to a trigger (`#П-01`) finds the focus there, once its card is on the page. */
function useArrival(ready: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (!ready || hash.length < 2) return;
    const card = document.getElementById(decodeURIComponent(hash.slice(1)));
    card?.scrollIntoView();
    card?.focus({ preventScroll: true });
  }, [ready, hash]);
}
