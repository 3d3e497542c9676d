import type { ReactElement, ReactNode } from "react";
import { Icon } from "~/components/icons/Icon";
import { useSubmission } from "~/lib/api/submission";
import type { Receipt } from "~/lib/api/types";
import { MOSCOW, timeIn } from "~/lib/dates";
import { useServerNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import { stages, waitNote, type Stage } from "./stages";
import styles from "./UploadStrip.module.css";

interface CheckProgressProps {
  submissionId: string;
  receipt?: Receipt;
  children?: ReactNode;
}

/** «Получен 23:41:07 · № … · Структура ✓ · Триггеры · перед вами 3, около 20 с» */
export function CheckProgress({ submissionId, receipt, children }: CheckProgressProps): ReactElement | null {
  const t = useTexts();
  const { data: submission } = useSubmission(submissionId);
  const now = useServerNow(1000);
  const known = submission ?? receipt;
  if (!known) return null;
  const status = submission?.status ?? "checking";
  const seconds = (now.getTime() - Date.parse(known.received_at)) / 1000;
  const note = status === "checking" ? waitNote(submission?.queue ?? null, seconds, t) : null;
  return (
    <div className={styles.strip}>
      <StageMark stage={{ name: t.upload.receivedAt(timeIn(known.received_at, MOSCOW, true)), state: "done" }} />
      <span className={styles.number}>{t.upload.registration(known.registration_number)}</span>
      {stages(status, submission?.stage ?? "queued", t).map((stage) => (
        <StageMark key={stage.name} stage={stage} />
      ))}
      {note && <span>{note}</span>}
      {receipt?.same_as && <span>{t.upload.same}</span>}
      {children}
    </div>
  );
}

function StageMark({ stage }: { stage: Stage }): ReactElement {
  return (
    <span className={styles.stage} data-state={stage.state}>
      {stage.name}
      {stage.state === "done" ? (
        <>
          <Icon name="check" size={14} />
          <span className="visually-hidden"> ✓</span>
        </>
      ) : (
        <span aria-hidden="true">…</span>
      )}
    </span>
  );
}
