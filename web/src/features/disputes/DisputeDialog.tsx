import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useRef, useState, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import type { DisputeKind } from "~/lib/api/types";
import { dateIn } from "~/lib/dates";
import { announce } from "~/lib/news";
import { serverNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import { useOpenDispute } from "./queries";
import styles from "./disputes.module.css";

interface DisputeDialogProps {
  /** Null: closed. */
  kind: DisputeKind | null;
  code: string;
  submissionId: string;
  onClose: () => void;
}

export function DisputeDialog({ kind, ...form }: DisputeDialogProps): ReactElement {
  const t = useTexts();
  return (
    <Modal
      opened={kind !== null}
      onClose={form.onClose}
      size="lg"
      title={kind && t.disputes.form.titles[kind](form.code)}
      closeButtonProps={{ "aria-label": t.common.close }}
    >
      {kind && <DisputeForm kind={kind} {...form} />}
    </Modal>
  );
}

function DisputeForm({ kind, code, submissionId, onClose }: DisputeDialogProps & { kind: DisputeKind }): ReactElement {
  const t = useTexts().disputes.form;
  const [text, setText] = useState("");
  const [until, setUntil] = useState("");
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const open = useOpenDispute(submissionId);
  const problem = open.isError ? asProblem(open.error) : null;
  const wrong = {
    text: tried && !text.trim() ? t.empty : problem?.fieldDetail("text"),
    until: tried && until && until < dateIn(serverNow()) ? t.past : problem?.fieldDetail("until"),
  };

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setTried(true);
    const fault = !text.trim() ? "text" : until && until < dateIn(serverNow()) ? "until" : null;
    if (fault) {
      form.current?.querySelector<HTMLElement>(`[name=${fault}]`)?.focus();
      return;
    }
    open.mutate(
      { trigger: code, kind, text: text.trim(), until: until || null },
      {
        onSuccess: () => {
          announce(t.sent);
          onClose();
        },
      },
    );
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem && <ProblemAlert error={problem} />}
      <p>{t.intro[kind]}</p>
      <Textarea
        name="text"
        label={t.text[kind]}
        description={t.textHint}
        required
        autosize
        minRows={4}
        maxRows={12}
        maxLength={4000}
        value={text}
        error={wrong.text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        name="until"
        type="date"
        label={t.until}
        description={t.untilHint}
        value={until}
        error={wrong.until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={open.isPending}>
          {t.send}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t.cancel}
        </Button>
      </div>
    </form>
  );
}
