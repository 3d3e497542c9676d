import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { FileButton } from "~/components/FileButton";
import { Icon } from "~/components/icons/Icon";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import type { ReportDetail } from "~/lib/api/types";
import { usePeriodLabel } from "~/lib/names";
import { startPrecheck } from "~/lib/precheck";
import { useIsStaff } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { CheckProgress } from "./CheckProgress";
import { dropTarget, useDragging } from "./dragging";
import { useReport } from "~/lib/api/report";
import { RecheckButton } from "./RecheckButton";
import { Standing } from "./Standing";
import { Timeline } from "./Timeline";
import { startUpload, useUploads } from "./uploads";
import { UploadStrip } from "./UploadStrip";
import { Versions } from "./Versions";
import styles from "./ReportPage.module.css";

export function ReportPage(): ReactElement {
  const { id = "" } = useParams();
  return <QueryStates query={useReport(id)}>{(report) => <Loaded report={report} />}</QueryStates>;
}

function Loaded({ report }: { report: ReportDetail }): ReactElement {
  const t = useTexts();
  const staff = useIsStaff();
  const periodLabel = usePeriodLabel();
  const dragging = useDragging() && !staff;
  const upload = useUploads()[report.id];
  const current = report.current_submission_id;
  const drop = staff ? {} : dropTarget((file) => void startUpload(report.id, file));
  return (
    <div {...drop} className={styles.page} data-droppable={dragging || undefined}>
      <PageHeader
        title={report.form.title}
        above={<BackLink to="/reports">{t.report.back}</BackLink>}
        below={`${report.form.code} · ${periodLabel(report.period)} · ${report.member.name}`}
        actions={<Actions report={report} staff={staff} />}
      />
      {dragging && <p className={styles.drop}>{t.report.drop}</p>}
      {upload ? (
        <UploadStrip reportId={report.id} upload={upload} />
      ) : (
        report.status === "checking" && current && <CheckProgress submissionId={current} />
      )}
      <Standing report={report} staff={staff} />
      <Versions report={report} />
      {current && <Timeline submissionId={current} />}
    </div>
  );
}

function Actions({ report, staff }: { report: ReportDetail; staff: boolean }): ReactElement {
  const t = useTexts();
  const period = usePeriodLabel()(report.period);
  const current = report.current_submission_id;
  const navigate = useNavigate();
  const toMend = report.status === "accepted_with_errors";
  const judged = current !== null && report.status !== "checking";
  return (
    <>
      {judged && (
        <Button component={Link} to={`/submissions/${current}`} variant={toMend ? "filled" : "default"}>
          {t.report.errors}
        </Button>
      )}
      {current && (
        <Button
          component="a"
          href={`/api/v1/submissions/${current}/file`}
          download
          variant="default"
          leftSection={<Icon name="download" size={16} />}
        >
          {t.reports.download}
        </Button>
      )}
      {staff && judged && report.accepts === "xtdd" && <RecheckButton reportId={report.id} submissionId={current} />}
      {!staff && (
        <FileButton
          report={report}
          variant="default"
          icon="check"
          text={t.precheck.act}
          label={t.precheck.actOf(report.form.code, period)}
          onFile={(file) => {
            void startPrecheck(report.id, file);
            void navigate(`/reports/${report.id}/precheck`);
          }}
        />
      )}
      {!staff && (
        <FileButton
          report={report}
          variant={toMend || report.status === "accepted" ? "default" : "filled"}
          text={toMend ? t.reports.uploadAgain : t.reports.upload}
          label={`${toMend ? t.reports.uploadAgain : t.reports.upload}: ${report.form.code}, ${period}`}
          onFile={(file) => void startUpload(report.id, file)}
        />
      )}
    </>
  );
}
