import { Button, Modal, Radio, Textarea, TextInput } from "@mantine/core";
import { useRef, useState, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import type { Dispute } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { answerFaults, answerOf, type AnswerFields } from "./answer";
import { useAnswerDispute } from "./queries";
import styles from "./disputes.module.css";

interface AnswerDialogProps {
  dispute: Dispute;
  opened: boolean;
  onClose: () => void;
}

export function AnswerDialog({ dispute, opened, onClose }: AnswerDialogProps): ReactElement {
  const t = useTexts();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t.disputes.answer.title(dispute.trigger, dispute.member.name)}
      closeButtonProps={{ "aria-label": t.common.close }}
    >
      <AnswerForm dispute={dispute} onClose={onClose} />
    </Modal>
  );
}

function AnswerForm({ dispute, onClose }: { dispute: Dispute; onClose: () => void }): ReactElement {
  const t = useTexts().disputes.answer;
  const [fields, setFields] = useState<AnswerFields>({ outcome: "accepted", until: dispute.until ?? "", text: "" });
  const [wrong, setWrong] = useState<ReturnType<typeof answerFaults>>({});
  const form = useRef<HTMLFormElement>(null);
  const answer = useAnswerDispute(dispute.id);
  const problem = answer.isError ? asProblem(answer.error) : null;
  const accepts = fields.outcome === "accepted";

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const found = answerFaults(fields, t);
    setWrong(found);
    const first = Object.keys(found)[0];
    if (first) {
      form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
      return;
    }
    answer.mutate(answerOf(fields), {
      onSuccess: () => {
        announce(t.done);
        onClose();
      },
    });
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem && <ProblemAlert error={problem} />}
      <blockquote>{dispute.text}</blockquote>
      <Radio.Group
        label={t.outcome}
        value={fields.outcome}
        onChange={(outcome) => setFields({ ...fields, outcome: outcome === "refused" ? "refused" : "accepted" })}
      >
        <div className={styles.choices}>
          <Radio value="accepted" label={t.accept} />
          <Radio value="refused" label={t.refuse} />
        </div>
      </Radio.Group>
      {accepts && (
        <TextInput
          name="until"
          type="date"
          required
          label={t.until}
          description={t.untilHint}
          value={fields.until}
          error={wrong.until ?? problem?.fieldDetail("valid_until")}
          onChange={(event) => setFields({ ...fields, until: event.currentTarget.value })}
        />
      )}
      <Textarea
        name="text"
        label={accepts ? t.text : t.reasons}
        description={t.reasonsHint}
        required={!accepts}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={4000}
        value={fields.text}
        error={wrong.text ?? problem?.fieldDetail("answer")}
        onChange={(event) => setFields({ ...fields, text: event.currentTarget.value })}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={answer.isPending}>
          {t.send}
        </Button>
      </div>
    </form>
  );
}
