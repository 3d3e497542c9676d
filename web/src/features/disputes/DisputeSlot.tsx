import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { Dispute, DisputeKind, Explained } from "~/lib/api/types";
import { formatDate, formatInstant } from "~/lib/dates";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { DisputeDialog } from "./DisputeDialog";
import { useSubmissionDisputes } from "./queries";
import styles from "./disputes.module.css";

interface DisputeSlotProps {
  code: string;
  submissionId: string;
}

/** At the foot of a fired trigger: «пояснено», what was said and answered, and the ways to say something. */
export function DisputeSlot({ code, submissionId }: DisputeSlotProps): ReactElement | null {
  const member = useHasRole("member_admin", "member_user");
  const { data } = useSubmissionDisputes(submissionId);
  if (!data) return null;
  const explained = data.explained.find((one) => one.trigger === code);
  const said = data.items.filter((dispute) => dispute.trigger === code);
  const waits = said.some(({ state }) => state === "open");
  const shown = said.filter(({ id }) => id !== explained?.dispute_id);
  if (!explained && shown.length === 0 && !member) return null;
  return (
    <div className={styles.slot}>
      {explained && <ExplainedMark explained={explained} answer={said.find(({ id }) => id === explained.dispute_id)?.answer} />}
      {shown.map((dispute) => (
        <Said key={dispute.id} dispute={dispute} />
      ))}
      {member && !waits && !explained && <SayButtons code={code} submissionId={submissionId} />}
    </div>
  );
}

export function ExplainedMark({ explained, answer }: { explained: Explained; answer?: string | null | undefined }): ReactElement {
  const t = useTexts().disputes;
  return (
    <div className={styles.explained}>
      <p>
        <strong className={styles.mark}>{t.explained}</strong> {t.explainedUntil(formatDate(explained.valid_until))}.{" "}
        <span className="muted">{t.statusStays}</span>
      </p>
      <blockquote>{explained.text}</blockquote>
      {answer && <p>{answer}</p>}
    </div>
  );
}

function Said({ dispute }: { dispute: Dispute }): ReactElement {
  const t = useTexts().disputes;
  const words = { open: t.waiting, refused: t.refused, accepted: t.accepted }[dispute.state];
  return (
    <div className={styles.said} data-state={dispute.state}>
      <p>
        <strong>{words[dispute.kind]}</strong>
      </p>
      <blockquote>{dispute.text}</blockquote>
      <p className={styles.small}>{t.said(formatInstant(dispute.opened_at), dispute.opened_by)}</p>
      {dispute.answer && <p>{dispute.answer}</p>}
      {dispute.answered_at && dispute.answered_by && (
        <p className={styles.small}>{t.answered(formatInstant(dispute.answered_at), dispute.answered_by)}</p>
      )}
    </div>
  );
}

const KINDS: readonly DisputeKind[] = ["explain", "dispute"];

function SayButtons({ code, submissionId }: DisputeSlotProps): ReactElement {
  const t = useTexts().disputes;
  const [kind, setKind] = useState<DisputeKind | null>(null);
  return (
    <p className={`no-print ${styles.buttons}`}>
      {KINDS.map((one) => (
        <Button key={one} size="xs" h="2rem" variant="default" aria-label={t.ofTrigger(t[one], code)} onClick={() => setKind(one)}>
          {t[one]}
        </Button>
      ))}
      <DisputeDialog kind={kind} code={code} submissionId={submissionId} onClose={() => setKind(null)} />
    </p>
  );
}
