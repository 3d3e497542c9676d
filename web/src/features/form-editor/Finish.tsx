import { Button, Modal, Textarea } from "@mantine/core";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { useNavigate } from "react-router";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import type { FormDraft } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { useDiscard, usePublish } from "./queries";
import type { Editor } from "./useEditor";
import styles from "./editor.module.css";

interface FinishProps {
  draft: FormDraft;
  editor: Editor;
}

/** How a draft ends: published with a reason, or thrown away. */
export function Finish({ draft, editor }: FinishProps): ReactElement | null {
  const t = useTexts().formEditor;
  const [asked, setAsked] = useState<"publish" | "discard" | null>(null);
  const mayWrite = useHasRole("sro_admin", "methodologist");
  if (!mayWrite) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsked("discard")}>
        {t.discard}
      </Button>
      <Button onClick={() => setAsked("publish")}>{t.publish}</Button>
      <PublishDialog draft={draft} editor={editor} opened={asked === "publish"} onClose={() => setAsked(null)} />
      <DiscardDialog draft={draft} editor={editor} opened={asked === "discard"} onClose={() => setAsked(null)} />
    </>
  );
}

interface DialogProps extends FinishProps {
  opened: boolean;
  onClose: () => void;
}

function PublishDialog({ draft, editor, opened, onClose }: DialogProps): ReactElement {
  const t = useTexts();
  const navigate = useNavigate();
  const [why, setWhy] = useState("");
  const [unsaved, setUnsaved] = useState<unknown>(null);
  const publish = usePublish(draft.code);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setUnsaved(null);
    editor.flush().then(
      (revision) =>
        publish.mutate(
          { revision, why: why.trim() },
          {
            onSuccess: (form) => {
              announce(t.formEditor.published(form.title));
              void navigate(`/forms/${encodeURIComponent(draft.code)}/structure`);
            },
          },
        ),
      setUnsaved,
    );
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t.formEditor.publishTitle} closeButtonProps={{ "aria-label": t.common.close }}>
      <form className={styles.dialog} onSubmit={submit}>
        <p>{draft.published ? t.formEditor.publishAgainText : t.formEditor.publishText}</p>
        {(publish.isError || unsaved !== null) && <ProblemAlert error={publish.error ?? unsaved} />}
        <Textarea
          label={t.formEditor.why}
          description={t.formEditor.whyHint}
          required
          minLength={3}
          maxLength={1000}
          autosize
          minRows={2}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Button type="submit" loading={publish.isPending}>
          {t.formEditor.publish}
        </Button>
      </form>
    </Modal>
  );
}

function DiscardDialog({ draft, editor, opened, onClose }: DialogProps): ReactElement {
  const t = useTexts();
  const navigate = useNavigate();
  const discard = useDiscard(draft.code);

  function confirm(): void {
    void editor.flush().then((revision) =>
      discard.mutate(revision, { onSuccess: () => void navigate(draft.published ? `/forms/${encodeURIComponent(draft.code)}` : "/forms") }),
    );
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t.formEditor.discardTitle} closeButtonProps={{ "aria-label": t.common.close }}>
      <div className={styles.dialog}>
        <p>{draft.published ? t.formEditor.discardAgainText : t.formEditor.discardText}</p>
        {discard.isError && <ProblemAlert error={discard.error} />}
        <Button color="red" loading={discard.isPending} onClick={confirm}>
          {t.formEditor.discard}
        </Button>
      </div>
    </Modal>
  );
}
