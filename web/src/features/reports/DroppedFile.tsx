import { Button, Loader } from "@mantine/core";
import type { ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { useTexts } from "~/lib/texts";
import { dismissDropped, startUpload, useDropped, type Dropped } from "./uploads";
import styles from "./UploadsLayer.module.css";

/** A file that was dropped beside the rows: the report that it fits is offered, never filled in silently. */
export function DroppedFile({ onStarted }: { onStarted: () => void }): ReactElement | null {
  const dropped = useDropped();
  if (!dropped) return null;
  return (
    <div className={styles.dropped} role="status">
      <Content dropped={dropped} onStarted={onStarted} />
    </div>
  );
}

function Content({ dropped, onStarted }: { dropped: Dropped; onStarted: () => void }): ReactElement {
  const t = useTexts();
  const { file } = dropped;
  if (dropped.phase === "recognising") {
    return (
      <div className={styles.line}>
        <Loader size="sm" aria-hidden="true" />
        {t.upload.recognising(file.name)}
      </div>
    );
  }
  if (dropped.phase === "unknown") {
    return (
      <ProblemAlert error={dropped.problem}>
        <Dismiss text={t.upload.dismiss} />
      </ProblemAlert>
    );
  }
  const { report_id: reportId, form_title: title, period_label: period, inspection } = dropped.answer;
  if (reportId === null) {
    return (
      <>
        <strong>{t.upload.notMine}</strong>
        <p>{t.upload.notMineText(inspection.form, period)}</p>
        <div className={styles.actions}>
          <Dismiss text={t.upload.dismiss} />
        </div>
      </>
    );
  }
  function accept(id: string): void {
    dismissDropped();
    void startUpload(id, file);
    onStarted();
  }
  return (
    <>
      <p className="muted mono">{file.name}</p>
      <strong>{t.upload.looksLikeForm(title ?? inspection.form, period)}</strong>
      <div className={styles.actions}>
        <Button onClick={() => accept(reportId)}>{t.upload.uploadThere}</Button>
        <Dismiss text={t.upload.no} />
      </div>
    </>
  );
}

function Dismiss({ text }: { text: string }): ReactElement {
  return (
    <Button variant="default" onClick={dismissDropped}>
      {text}
    </Button>
  );
}
