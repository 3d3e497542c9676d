import type { ReactElement } from "react";
import { useParams, useSearchParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { PageHeader } from "~/components/PageHeader";
import { Failed, LoadingRows, QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { useReport } from "~/lib/api/report";
import { useSubmission } from "~/lib/api/submission";
import type { ReportDetail, SubmissionSummary } from "~/lib/api/types";
import { usePeriodLabel } from "~/lib/names";
import { useTexts } from "~/lib/texts";
import { ChangedCells } from "./ChangedCells";
import { useComparison } from "./queries";
import { Triggers } from "./Triggers";
import { VersionChoice } from "./VersionChoice";
import styles from "./ComparePage.module.css";

/** What a newer version of a report changed: by trigger and by cell. */
export function ComparePage(): ReactElement {
  const { id = "" } = useParams();
  return (
    <QueryStates query={useSubmission(id)}>
      {(submission) => <OfReport reportId={submission.report_id} submissionId={id} />}
    </QueryStates>
  );
}

function OfReport({ reportId, submissionId }: { reportId: string; submissionId: string }): ReactElement {
  return (
    <QueryStates query={useReport(reportId)}>
      {(report) => <Versions report={report} submissionId={submissionId} />}
    </QueryStates>
  );
}

/** The other version of the address, else the one before, else the one after. */
export function otherOf(versions: readonly SubmissionSummary[], id: string, asked: string | null): SubmissionSummary | undefined {
  const own = versions.find((version) => version.id === id)?.version ?? 0;
  const others = versions.filter((version) => version.id !== id).toSorted((a, b) => b.version - a.version);
  return others.find((version) => version.id === asked) ?? others.find(({ version }) => version < own) ?? others.at(-1);
}

function Versions({ report, submissionId }: { report: ReportDetail; submissionId: string }): ReactElement {
  const t = useTexts();
  const periodLabel = usePeriodLabel();
  const [query] = useSearchParams();
  const own = report.submissions.find(({ id }) => id === submissionId);
  const other = otherOf(report.submissions, submissionId, query.get("with"));
  const [before, after] = own && other ? [own, other].toSorted((a, b) => a.version - b.version) : [];
  return (
    <>
      <PageHeader
        title={before && after ? t.explaining.compare.title(before.version, after.version) : t.explaining.compare.only}
        above={<BackLink to={`/reports/${report.id}`}>{t.explaining.compare.back}</BackLink>}
        below={`${report.form.title} (${report.form.code}), ${periodLabel(report.period)}. ${report.member.name}`}
      />
      {before && after ? (
        <>
          <VersionChoice versions={report.submissions} before={before} after={after} />
          <Compared before={before} after={after} />
        </>
      ) : (
        <StateView mark="empty" title={t.explaining.compare.only} text={t.explaining.compare.onlyText} />
      )}
    </>
  );
}

function Compared({ before, after }: { before: SubmissionSummary; after: SubmissionSummary }): ReactElement {
  const query = useComparison(after.id, before.id);
  const first = query.data?.pages[0];
  if (!first) return query.isError ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <LoadingRows />;
  return (
    <div className={styles.page}>
      <Triggers comparison={first} />
      <ChangedCells
        comparison={first}
        items={query.data?.pages.flatMap((page) => page.cells?.items ?? []) ?? []}
        more={query.hasNextPage ? () => void query.fetchNextPage() : null}
        loading={query.isFetchingNextPage}
      />
    </div>
  );
}
