import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { FileDrop } from "~/components/files/FileDrop";
import { PageHeader } from "~/components/PageHeader";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { QueryStates } from "~/components/states/QueryStates";
import { asProblem } from "~/lib/api/problem";
import type { FormDraft } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { merge } from "./content";
import { ElementsTable } from "./ElementsTable";
import { Finish } from "./Finish";
import { Problems } from "./Problems";
import { useDraft, useOutline } from "./queries";
import { Settings } from "./Settings";
import { TryPanel } from "./TryPanel";
import { useEditor, type Editor } from "./useEditor";
import styles from "./editor.module.css";

/** A form being drawn up: from a sample file, by hand, tried on files, published with a reason. */
export function EditorPage(): ReactElement {
  const { code = "" } = useParams();
  const query = useDraft(code);
  const [load, setLoad] = useState(0);
  const reload = (): void => void query.refetch().then(() => setLoad((n) => n + 1));
  return (
    <QueryStates query={query}>
      {(draft) => <Edited key={`${code}-${String(load)}`} draft={draft} onReload={reload} />}
    </QueryStates>
  );
}

function Edited({ draft, onReload }: { draft: FormDraft; onReload: () => void }): ReactElement {
  const t = useTexts().formEditor;
  const editor = useEditor(draft);
  const { content } = editor;
  const back = draft.published ? `/forms/${encodeURIComponent(draft.code)}` : "/forms";
  return (
    <>
      <PageHeader
        title={t.title(content.title || t.untitled)}
        above={<BackLink to={back}>{draft.published ? t.backToForm : t.backToForms}</BackLink>}
        below={<Below draft={draft} editor={editor} />}
        actions={<Finish draft={draft} editor={editor} />}
      />
      {editor.state === "failed" && <NotSaved error={editor.error} onReload={onReload} />}
      <Problems problems={editor.problems} content={content} />
      <Sample editor={editor} accepts={content.accepts} />
      <Settings content={content} change={editor.change} published={draft.published} />
      {content.accepts === "xtdd" && <ElementsTable content={content} change={editor.change} />}
      <TryPanel code={draft.code} editor={editor} />
    </>
  );
}

function Below({ draft, editor }: { draft: FormDraft; editor: Editor }): ReactElement {
  const t = useTexts().formEditor;
  const states = { saved: t.saved(formatInstant(editor.savedAt)), dirty: t.dirty, saving: t.saving, failed: t.failed };
  return (
    <>
      {t.code} {draft.code} · <span className={styles.badge}>{t.draft}</span> ·{" "}
      <span data-saving={editor.state}>{states[editor.state]}</span>
    </>
  );
}

function NotSaved({ error, onReload }: { error: unknown; onReload: () => void }): ReactElement {
  const t = useTexts().formEditor;
  return (
    <ProblemAlert error={error}>
      {asProblem(error).code === "stale_revision" && (
        <Button variant="default" onClick={onReload}>
          {t.reload}
        </Button>
      )}
    </ProblemAlert>
  );
}

function Sample({ editor, accepts }: { editor: Editor; accepts: string }): ReactElement | null {
  const t = useTexts().formEditor;
  const outline = useOutline();
  if (accepts !== "xtdd") return null;

  function draw(file: File): void {
    outline.mutate(file, {
      onSuccess: (found) => {
        const merged = merge(editor.content, found);
        editor.change(merged.content);
        announce(t.merged(merged.added, merged.absent) + (found.cut ? ` ${t.cut}` : ""));
      },
    });
  }

  return (
    <section aria-label={t.sample} className={styles.section}>
      <FileDrop text={t.chooseSample} hint={t.sampleHint} accept=".xtdd,.xml,.zip" busy={outline.isPending} onFile={draw} />
      {outline.isError && <ProblemAlert error={outline.error} />}
    </section>
  );
}
