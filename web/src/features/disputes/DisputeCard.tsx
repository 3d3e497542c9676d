import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactElement } from "react";
import { Link } from "react-router";
import type { Dispute } from "~/lib/api/types";
import { formatDate, formatInstant } from "~/lib/dates";
import { usePeriodLabel } from "~/lib/names";
import { useTexts } from "~/lib/texts";
import { AnswerDialog } from "./AnswerDialog";
import styles from "./disputes.module.css";

/** One dispute as staff see it: who, about which trigger of which report, what was said, and the answer. */
export function DisputeCard({ dispute }: { dispute: Dispute }): ReactElement {
  const t = useTexts().disputes;
  const periodLabel = usePeriodLabel();
  const { trigger, member, form, period, kind, state } = dispute;
  const [open, dialog] = useDisclosure(false);
  const facts = [
    t.page.submission(dispute.version, dispute.registration_number),
    dispute.rule_set && t.page.rules(dispute.rule_set.version),
    !dispute.current && t.page.superseded,
  ].filter(Boolean);
  return (
    <article className={styles.card} data-state={state} aria-labelledby={`dispute-${dispute.id}`}>
      <h2 id={`dispute-${dispute.id}`}>
        {member.name}: {t.page.triggerLine(trigger, dispute.trigger_title)}
      </h2>
      <p className="muted">
        {form.title} ({form.code}), {periodLabel(period)}; {facts.join(", ")}
      </p>
      <p>
        <strong>{t.page.kindOf[kind]}.</strong> {dispute.until && `(${t.page.asksUntil(formatDate(dispute.until))})`}
      </p>
      <blockquote>{dispute.text}</blockquote>
      <p className={styles.small}>{t.said(formatInstant(dispute.opened_at), dispute.opened_by)}</p>
      {state !== "open" && <Answer dispute={dispute} />}
      <div className={styles.buttons}>
        {state === "open" && (
          <Button size="xs" h="2rem" aria-label={t.answer.actOf(trigger, member.name)} onClick={dialog.open}>
            {t.answer.act}
          </Button>
        )}
        <Button
          component={Link}
          to={`/submissions/${dispute.submission_id}#${encodeURIComponent(trigger)}`}
          size="xs"
          h="2rem"
          variant="default"
          aria-label={t.page.openOf(trigger, member.name)}
        >
          {t.page.open}
        </Button>
      </div>
      <AnswerDialog dispute={dispute} opened={open} onClose={dialog.close} />
    </article>
  );
}

function Answer({ dispute }: { dispute: Dispute }): ReactElement {
  const t = useTexts().disputes;
  const words = dispute.state === "accepted" ? t.accepted : t.refused;
  return (
    <div className={styles.answer}>
      <p>
        <strong>{words[dispute.kind]}</strong>
        {dispute.valid_until && `, ${t.explainedUntil(formatDate(dispute.valid_until))}`}
      </p>
      {dispute.answer && <blockquote>{dispute.answer}</blockquote>}
      {dispute.answered_at && dispute.answered_by && (
        <p className={styles.small}>{t.answered(formatInstant(dispute.answered_at), dispute.answered_by)}</p>
      )}
    </div>
  );
}
