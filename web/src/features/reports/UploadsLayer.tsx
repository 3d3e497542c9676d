import { useQueries } from "@tanstack/react-query";
import { useEffect, type ReactElement } from "react";
import { useNavigate } from "react-router";
import { submissionQuery } from "~/lib/api/submission";
import { useWaitInterval } from "~/lib/live";
import { usePeriodLabel } from "~/lib/names";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { useDragging, useWindowDrop } from "./dragging";
import { DroppedFile } from "./DroppedFile";
import { forgetUploads, markJudged, recognise, useUploads } from "./uploads";
import styles from "./UploadsLayer.module.css";

const takeAny = (file: File) => void recognise(file);

/** What surrounds uploads on every page: files dropped anywhere, and news of verdicts. */
export function UploadsLayer({ enabled }: { enabled: boolean }): ReactElement | null {
  useEffect(() => forgetUploads, []);
  return enabled ? <Layer /> : null;
}

function Layer(): ReactElement {
  const navigate = useNavigate();
  const t = useTexts();
  useWindowDrop(takeAny);
  useVerdictNews();
  return (
    <>
      {useDragging() && (
        <div className={`no-print ${styles.hint}`} aria-hidden="true">
          <strong>{t.reports.dropHere}</strong>
          <span>{t.reports.dropAnywhere}</span>
        </div>
      )}
      <DroppedFile onStarted={() => void navigate("/reports")} />
    </>
  );
}

/** Say each verdict on a file of this page once, in the live region; whether it came by the stream or by asking. */
function useVerdictNews(): void {
  const t = useTexts();
  const periodLabel = usePeriodLabel();
  const wait = useWaitInterval();
  const awaited = Object.values(useUploads()).filter((upload) => upload.phase === "received" && !upload.judged);
  const ids = awaited.flatMap((upload) => (upload.phase === "received" ? [upload.receipt.submission_id] : []));
  const judged = useQueries({ queries: ids.map((id) => submissionQuery(id, wait)) }).flatMap(({ data }) =>
    data && data.status !== "checking" ? [data] : [],
  );
  useEffect(() => {
    for (const { id, report_id: reportId, form, period, status } of judged) {
      markJudged(reportId);
      const link = status === "accepted" ? undefined : { to: `/submissions/${id}`, text: t.upload.openFindings };
      announce(t.upload.verdictNews(form.code, periodLabel(period), t.statuses.labels[status]), link);
    }
  });
}
