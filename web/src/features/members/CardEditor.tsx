import { Button } from "@mantine/core";
import { useRef, useState, type ReactElement, type SyntheticEvent } from "react";
import { CardFields, ReasonField } from "~/components/card/CardForm";
import { contentOf, draftOf, emptyFields } from "~/components/card/fields";
import { focusFirst } from "~/components/card/focus";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import type { OrganisationCard } from "~/lib/api/types";
import { useEditCard } from "~/lib/cards";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import styles from "~/components/card/card.module.css";

interface CardEditorProps {
  /** The card that is being edited, and the newest that is known of it. */
  card: OrganisationCard;
  newest: OrganisationCard | undefined;
  onClose: () => void;
  onReload: (card: OrganisationCard) => void;
}

/** All of a card that the staff edit, on grounds. */
export function CardEditor({ card, newest, onClose, onReload }: CardEditorProps): ReactElement {
  const t = useTexts();
  const [draft, setDraft] = useState(() => draftOf(card));
  const [grounds, setGrounds] = useState("");
  const [empty, setEmpty] = useState<string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const edit = useEditCard(card);
  const problem = edit.isError ? asProblem(edit.error) : null;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const found = [...emptyFields(draft), ...(grounds.trim() ? [] : ["grounds"])];
    setEmpty(found);
    if (focusFirst(form.current, found)) return;
    edit.mutate(
      { ...contentOf(draft), grounds },
      {
        onSuccess: () => {
          announce(t.memberCard.saved);
          onClose();
        },
      },
    );
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate aria-label={t.memberCard.editTitle}>
      {problem && (
        <ProblemAlert error={problem}>
          {problem.code === "stale_revision" && newest && newest.revision !== card.revision && (
            <Button variant="default" onClick={() => onReload(newest)}>
              {t.card.reload}
            </Button>
          )}
        </ProblemAlert>
      )}
      <CardFields draft={draft} onChange={setDraft} empty={empty} problem={problem} staff />
      <ReasonField
        name="grounds"
        label={t.card.grounds}
        hint={t.card.groundsHint}
        required
        value={grounds}
        error={empty.includes("grounds") ? t.memberCard.needGrounds : problem?.fieldDetail("grounds")}
        onChange={setGrounds}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={edit.isPending}>
          {t.memberCard.save}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
}
