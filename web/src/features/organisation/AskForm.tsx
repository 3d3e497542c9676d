import { Button } from "@mantine/core";
import { useRef, useState, type ReactElement, type SyntheticEvent } from "react";
import { CardFields, ReasonField } from "~/components/card/CardForm";
import { detailsOf, draftOf, emptyFields } from "~/components/card/fields";
import { focusFirst } from "~/components/card/focus";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import type { OrganisationCard } from "~/lib/api/types";
import { useAskForChange } from "~/lib/cards";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import styles from "~/components/card/card.module.css";

interface AskFormProps {
  /** The card that is being edited, and the newest that is known of it. */
  card: OrganisationCard;
  newest: OrganisationCard | undefined;
  onClose: () => void;
  onReload: (card: OrganisationCard) => void;
}

export function AskForm({ card, newest, onClose, onReload }: AskFormProps): ReactElement {
  const t = useTexts();
  const words = t.organisationCard;
  const [draft, setDraft] = useState(() => draftOf(card));
  const [comment, setComment] = useState("");
  const [empty, setEmpty] = useState<string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const ask = useAskForChange(card);
  const problem = ask.isError ? asProblem(ask.error) : null;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const found = emptyFields(draft);
    setEmpty(found);
    if (focusFirst(form.current, found)) return;
    ask.mutate(
      { ...detailsOf(draft), comment },
      {
        onSuccess: () => {
          announce(words.sent);
          onClose();
        },
      },
    );
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem && (
        <ProblemAlert error={problem}>
          {problem.code === "stale_revision" && newest && (
            <Button variant="default" onClick={() => onReload(newest)}>
              {t.card.reload}
            </Button>
          )}
        </ProblemAlert>
      )}
      <CardFields draft={draft} onChange={setDraft} empty={empty} problem={problem} />
      <p className={styles.small}>{words.fixed}</p>
      <ReasonField
        name="comment"
        label={words.comment}
        hint={words.commentHint}
        value={comment}
        error={problem?.fieldDetail("comment")}
        onChange={setComment}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={ask.isPending}>
          {words.send}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
}
