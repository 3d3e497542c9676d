import { Button, Progress } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { useSubmission } from "~/lib/api/submission";
import { usePeriodLabel } from "~/lib/names";
import type { Problem } from "~/lib/api/problem";
import { useTexts } from "~/lib/texts";
import { CheckProgress } from "./CheckProgress";
import { useReport } from "~/lib/api/report";
import { dismissUpload, startUpload, type Upload } from "./uploads";
import styles from "./UploadStrip.module.css";

/** What became of a file that was sent to a report: on its way, refused, or received and being checked. */
export function UploadStrip({ reportId, upload }: { reportId: string; upload: Upload }): ReactElement {
  const t = useTexts();
  if (upload.phase === "sending") {
    return (
      <div className={styles.strip}>
        <span className="mono">{upload.file.name}</span>
        <Progress className={styles.bar} value={upload.percent} aria-label={t.upload.sending(upload.percent)} />
        <span>{t.upload.sending(upload.percent)}</span>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t.upload.cancel(upload.file.name)}
          onClick={() => upload.stop.abort()}
        >
          {t.upload.cancelShort}
        </Button>
      </div>
    );
  }
  if (upload.phase === "refused") return <Refused reportId={reportId} file={upload.file} problem={upload.problem} />;
  return (
    <CheckProgress submissionId={upload.receipt.submission_id} receipt={upload.receipt}>
      {upload.judged && <FindingsLink submissionId={upload.receipt.submission_id} />}
      {upload.judged && (
        <Button size="compact-sm" variant="subtle" onClick={() => dismissUpload(reportId)}>
          {t.common.hide}
        </Button>
      )}
    </CheckProgress>
  );
}

/** The way to the errors stays here when the news of the verdict has gone. */
function FindingsLink({ submissionId }: { submissionId: string }): ReactElement | null {
  const t = useTexts();
  const { data } = useSubmission(submissionId);
  if (!data || data.status === "accepted" || data.status === "checking") return null;
  return <Link to={`/submissions/${submissionId}`}>{t.upload.openFindings}</Link>;
}

interface RefusedProps {
  reportId: string;
  file: File;
  problem: Problem;
}

function Refused({ reportId, file, problem }: RefusedProps): ReactElement {
  const t = useTexts();
  const dismiss = (
    <Button size="sm" variant="default" onClick={() => dismissUpload(reportId)}>
      {problem.suggestedReportId ? t.upload.no : t.upload.dismiss}
    </Button>
  );
  return (
    <ProblemAlert error={problem}>
      {problem.suggestedReportId && (
        <Suggestion
          id={problem.suggestedReportId}
          onAccept={(id) => {
            dismissUpload(reportId);
            void startUpload(id, file);
          }}
        />
      )}
      {dismiss}
    </ProblemAlert>
  );
}

/** «Похоже, это отчёт за II квартал. Загрузить туда?» */
function Suggestion({ id, onAccept }: { id: string; onAccept: (id: string) => void }): ReactElement | null {
  const t = useTexts();
  const periodLabel = usePeriodLabel();
  const { data: other } = useReport(id);
  if (!other) return null;
  return (
    <>
      <p className={styles.question}>
        <strong>{t.upload.looksLike(periodLabel(other.period))}</strong> {other.form.title}
      </p>
      <Button size="sm" onClick={() => onAccept(id)}>
        {t.upload.uploadThere}
      </Button>
    </>
  );
}
