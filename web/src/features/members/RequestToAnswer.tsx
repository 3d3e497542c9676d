import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type ReactElement, type ReactNode, type SyntheticEvent } from "react";
import { ReasonField } from "~/components/card/CardForm";
import { RequestView } from "~/components/card/RequestView";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import type { CardChange } from "~/lib/api/types";
import { useAnswerChange } from "~/lib/cards";
import { announce } from "~/lib/news";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import styles from "~/components/card/card.module.css";

interface RequestProps {
  change: CardChange;
  title: ReactNode;
  children?: ReactNode;
}

/** A request as the staff see it, with what they may do about it while it waits. */
export function RequestToAnswer({ change, title, children }: RequestProps): ReactElement {
  const t = useTexts();
  const words = t.cardChanges;
  const mayAnswer = useHasRole("sro_admin", "clerk") && change.state === "open";
  const [refusing, dialog] = useDisclosure(false);
  const answer = useAnswerChange(change);
  return (
    <RequestView change={change} title={title}>
      {answer.isError && !refusing && <ProblemAlert error={answer.error} />}
      {mayAnswer && (
        <>
          <Button
            disabled={change.outdated}
            loading={answer.isPending}
            aria-label={words.confirmOf(change.member_name)}
            onClick={() =>
              answer.mutate({ outcome: "accepted", reason: "" }, { onSuccess: () => announce(words.confirmed) })
            }
          >
            {words.confirm}
          </Button>
          <Button variant="default" aria-label={words.refuseOf(change.member_name)} onClick={dialog.open}>
            {words.refuse}
          </Button>
        </>
      )}
      {children}
      <Modal
        opened={refusing}
        onClose={dialog.close}
        title={words.refuseTitle(change.member_name)}
        closeButtonProps={{ "aria-label": t.common.close }}
      >
        <RefusalForm change={change} onDone={dialog.close} />
      </Modal>
    </RequestView>
  );
}

function RefusalForm({ change, onDone }: { change: CardChange; onDone: () => void }): ReactElement {
  const words = useTexts().cardChanges;
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const answer = useAnswerChange(change);
  const problem = answer.isError ? asProblem(answer.error) : null;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setMissing(!reason.trim());
    if (!reason.trim()) return;
    answer.mutate(
      { outcome: "refused", reason },
      {
        onSuccess: () => {
          announce(words.refused);
          onDone();
        },
      },
    );
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {problem && <ProblemAlert error={problem} />}
      <ReasonField
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        required
        value={reason}
        error={missing ? words.needReason : problem?.fieldDetail("reason")}
        onChange={setReason}
      />
      <Button type="submit" loading={answer.isPending}>
        {words.refuse}
      </Button>
    </form>
  );
}
