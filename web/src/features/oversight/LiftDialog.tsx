import { Button, Modal, Textarea } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import type { SuspendedTrigger } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import styles from "./oversight.module.css";
import { useLift } from "./queries";

const SHORTEST = 3;

/** Why a trigger may work again, for the history. */
export function LiftDialog({ trigger, onClose }: { trigger: SuspendedTrigger; onClose: () => void }): ReactElement {
  const texts = useTexts();
  const t = texts.oversight;
  const [note, setNote] = useState("");
  const lift = useLift(trigger.id);
  function done(): void {
    announce(t.lifted(trigger.code));
    onClose();
  }
  return (
    <Modal opened onClose={onClose} title={t.liftTitle(trigger.code)} size="lg" closeButtonProps={{ "aria-label": texts.common.close }}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          lift.mutate(note, { onSuccess: done });
        }}
      >
        {lift.isError && <ProblemAlert error={lift.error} />}
        <p>{t.liftText}</p>
        <Textarea
          size="sm"
          required
          autosize
          minRows={2}
          minLength={SHORTEST}
          maxLength={500}
          label={t.note}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" loading={lift.isPending} disabled={note.trim().length < SHORTEST}>
          {t.lift}
        </Button>
      </form>
    </Modal>
  );
}
