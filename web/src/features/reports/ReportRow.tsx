import { memo, useState, type ReactElement } from "react";
import { Link } from "react-router";
import { ExplainedBadge } from "~/components/ExplainedBadge";
import { StatusBadge } from "~/components/StatusBadge";
import { Cell, Row, RowHead } from "~/components/table/Table";
import type { Report } from "~/lib/api/types";
import { dateIn, formatDate, timeIn } from "~/lib/dates";
import { usePeriodLabel } from "~/lib/names";
import { useTexts } from "~/lib/texts";
import { CheckProgress } from "./CheckProgress";
import { dropTarget, useDragging } from "./dragging";
import { DueCell } from "./DueCell";
import { meaning } from "./meaning";
import { RowActions } from "./RowActions";
import { startUpload, type Upload } from "./uploads";
import { UploadStrip } from "./UploadStrip";
import cells from "./cells.module.css";
import styles from "./ReportsTable.module.css";

interface ReportRowProps {
  report: Report;
  upload: Upload | undefined;
  /** Staff see whose report it is, and hand in nothing from here. */
  staff: boolean;
  columns: number;
}

export const ReportRow = memo(function ReportRow({ report, upload, staff, columns }: ReportRowProps): ReactElement {
  const t = useTexts();
  const [over, setOver] = useState(false);
  const dragging = useDragging() && !staff;
  const target = dropTarget((file) => void startUpload(report.id, file));
  const strip = <Strip report={report} upload={upload} />;
  const showsStrip = upload !== undefined || (report.status === "checking" && report.current_submission_id !== null);
  const drop = staff
    ? {}
    : {
        ...target,
        onDragEnter: () => setOver(true),
        onDragLeave: (event: React.DragEvent<HTMLElement>) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        },
        onDrop: (event: React.DragEvent) => {
          setOver(false);
          target.onDrop(event);
        },
      };
  return (
    <>
      <Row
        {...drop}
        tabIndex={-1}
        className={styles.report}
        data-report={report.id}
        data-timeliness={report.timeliness}
        data-droppable={dragging || undefined}
        data-over={(dragging && over) || undefined}
        data-continued={showsStrip || undefined}
      >
        <ReportCells report={report} staff={staff} />
        <Cell label={t.reports.columns.actions} className={`no-print ${styles.actions}`} data-wide>
          <RowActions report={report} staff={staff} />
        </Cell>
      </Row>
      {showsStrip && (
        <Row className={styles.strip}>
          <Cell label="" data-wide colSpan={columns}>
            {strip}
          </Cell>
        </Row>
      )}
    </>
  );
});

function Strip({ report, upload }: { report: Report; upload: Upload | undefined }): ReactElement | null {
  if (upload) return <UploadStrip reportId={report.id} upload={upload} />;
  return report.current_submission_id ? <CheckProgress submissionId={report.current_submission_id} /> : null;
}

function ReportCells({ report, staff }: { report: Report; staff: boolean }): ReactElement {
  const t = useTexts();
  const periodLabel = usePeriodLabel();
  const { columns } = t.reports;
  const actors = staff ? t.statuses.actorsForStaff : t.statuses.actors;
  return (
    <>
      {staff && <Cell label={columns.member}>{report.member.name}</Cell>}
      <RowHead label={columns.name} className={styles.name} data-wide>
        <span>
          <Link to={`/reports/${report.id}`}>{report.form.title}</Link>
          <span className={cells.small}>
            {" "}
            <span className="nowrap">{report.form.code}</span>
            {report.ordinal > 1 && ` · № ${report.ordinal}`}
          </span>
        </span>
      </RowHead>
      <Cell label={columns.period}>{periodLabel(report.period)}</Cell>
      <Cell label={columns.reportingDate}>{formatDate(report.reporting_date)}</Cell>
      <Cell label={columns.due}>
        <DueCell report={report} />
      </Cell>
      <Cell label={columns.submitted} data-empty={report.submissions_count === 0 || undefined}>
        {report.submitted_at ? (
          <span>
            {formatDate(dateIn(report.submitted_at))} <span className={cells.small}>{timeIn(report.submitted_at)}</span>
          </span>
        ) : (
          <Nothing />
        )}
      </Cell>
      <Cell label={columns.version} data-empty={report.submissions_count === 0 || undefined}>
        {report.submissions_count > 0 ? (
          <span>
            <span className={`${cells.small} ${styles.current}`}>{t.reports.currentShort}</span>{" "}
            <span className="nowrap">{t.reports.versionOf(report.submissions_count, report.submissions_count)}</span>
          </span>
        ) : (
          <Nothing />
        )}
      </Cell>
      <Cell label={columns.status}>
        <div className={cells.stack}>
          <StatusBadge status={report.status} />
          <ExplainedBadge count={report.explained} />
          <span className={cells.small}>{meaning(report, t)}</span>
        </div>
      </Cell>
      <Cell label={columns.actor}>{actors[report.actor]}</Cell>
      <Cell label={columns.incoming} data-empty={!report.incoming_number || undefined}>{report.incoming_number?.number ?? <Nothing />}</Cell>
    </>
  );
}

/** A dash for eyes, a word for ears. */
function Nothing(): ReactElement {
  return (
    <span>
      <span aria-hidden="true">—</span>
      <span className="visually-hidden">{useTexts().common.none}</span>
    </span>
  );
}
