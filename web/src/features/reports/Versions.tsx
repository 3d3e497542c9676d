import type { ReactElement } from "react";
import { Link } from "react-router";
import { StateView } from "~/components/states/StateView";
import { StatusBadge } from "~/components/StatusBadge";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { ReportDetail, SubmissionSummary } from "~/lib/api/types";
import { formatDate, formatInstant } from "~/lib/dates";
import { formatSize } from "~/lib/numbers";
import { useTexts } from "~/lib/texts";
import styles from "./ReportPage.module.css";

/** All uploaded versions, newest first: what came when, from whom, and what became of it. */
export function Versions({ report }: { report: ReportDetail }): ReactElement {
  const t = useTexts();
  const { columns } = t.report;
  if (report.submissions.length === 0) {
    return <StateView mark="empty" title={t.report.noVersions} text={t.report.noVersionsText} />;
  }
  const names = [
    columns.version,
    columns.received,
    columns.deemed,
    columns.file,
    columns.by,
    columns.status,
    columns.actions,
  ];
  return (
    <section className={styles.section} aria-labelledby="versions">
      <h2 id="versions">{t.report.versions}</h2>
      <Table caption={t.report.versionsCaption} captionHidden head={names.map((name) => <Head key={name}>{name}</Head>)}>
        {report.submissions.map((submission) => (
          <VersionRow key={submission.id} submission={submission} />
        ))}
      </Table>
    </section>
  );
}

function VersionRow({ submission }: { submission: SubmissionSummary }): ReactElement {
  const t = useTexts();
  const { columns } = t.report;
  const { id, version, file_name: file, deemed_received_on: deemed } = submission;
  return (
    <Row data-version={version}>
      <RowHead label={columns.version}>
        <span>
          № {version}
          <span className={styles.small}>{submission.current ? t.report.currentYes : t.report.currentNo}</span>
        </span>
      </RowHead>
      <Cell label={columns.received}>
        <span>
          {formatInstant(submission.received_at)} {t.shell.moscow}
          <span className={styles.small}>{t.upload.registration(submission.registration_number)}</span>
        </span>
      </Cell>
      <Cell label={columns.deemed}>{deemed ? formatDate(deemed) : "—"}</Cell>
      <Cell label={columns.file}>
        <span>
          <a href={`/api/v1/submissions/${id}/file`} download aria-label={t.report.downloadOf(file)} className={styles.file}>
            {file}
          </a>
          <span className={styles.small}>{formatSize(submission.size)}</span>
        </span>
      </Cell>
      <Cell label={columns.by}>
        <span>
          {submission.submitted_by}
          {submission.grounds && <span className={styles.small}>{submission.grounds}</span>}
        </span>
      </Cell>
      <Cell label={columns.status}>
        <StatusBadge status={submission.status} />
      </Cell>
      <Cell label={columns.actions}>
        <span className={styles.links}>
          {submission.status !== "checking" && (
            <Link to={`/submissions/${id}`} aria-label={t.report.errorsOf(version)}>
              {t.report.errors}
            </Link>
          )}
          {version > 1 && submission.status !== "checking" && (
            <Link to={`/submissions/${id}/compare`} aria-label={t.explaining.compare.linkOf(version)}>
              {t.explaining.compare.link}
            </Link>
          )}
          <Link to={`/submissions/${id}/receipt`} aria-label={t.report.receiptOf(version)}>
            {t.reports.receipt}
          </Link>
        </span>
      </Cell>
    </Row>
  );
}
