import { Button, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useNavigate, useParams } from "react-router";
import { FileDrop } from "~/components/files/FileDrop";
import { QueryStates } from "~/components/states/QueryStates";
import { asProblem } from "~/lib/api/problem";
import type { RuleSet } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { useDraft } from "../draft/working";
import { EditionSelect } from "../EditionSelect";
import { isDraft, useRuleSet } from "../queries";
import { Preview } from "./Preview";
import { useImport, usePreview, type Target } from "./queries";
import { Unread } from "./Unread";
import styles from "./files.module.css";

/** A file for a draft that there is. */
export function ImportIntoDraft(): ReactElement {
  const { id = "" } = useParams();
  return <QueryStates query={useRuleSet(id)}>{(ruleSet) => <IntoDraft ruleSet={ruleSet} />}</QueryStates>;
}

function IntoDraft({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().rules.files;
  const draft = useDraft(ruleSet);
  if (!isDraft(ruleSet)) return <p>{t.draftsOnly}</p>;
  return (
    <>
      {draft.dirty && <p className={styles.warning}>{t.unsaved}</p>}
      <Import target={{ draft: ruleSet }} onDone={draft.forget} />
    </>
  );
}

/** A file for a new draft of the form. */
export function ImportNew(): ReactElement {
  const { code = "" } = useParams();
  return <Import target={{ form: code }} onDone={() => undefined} />;
}

function Import({ target, onDone }: { target: Target; onDone: () => void }): ReactElement {
  const t = useTexts().rules.files;
  const [file, setFile] = useState<File | null>(null);
  const [edition, setEdition] = useState<string | null>(null);
  const preview = usePreview(target);
  function look(chosen: File | null, of: string | null): void {
    setFile(chosen);
    setEdition(of);
    if (chosen) preview.mutate({ file: chosen, edition: of });
  }
  return (
    <section aria-label={t.title} className={styles.import}>
      <h2>{t.title}</h2>
      <p>{"draft" in target ? t.intoDraft : t.intoNew}</p>
      {"form" in target && <EditionSelect form={target.form} value={edition} onChange={(value) => look(file, value)} />}
      <FileDrop
        text={t.choose}
        hint={file ? t.chosen(file.name) : t.hint}
        accept=".yaml,.yml,.xlsx"
        busy={preview.isPending}
        onFile={(chosen) => look(chosen, edition)}
      />
      {preview.isError && <Unread error={preview.error} />}
      {file && preview.isSuccess && (
        <>
          <Preview preview={preview.data} />
          <Take target={target} file={file} edition={edition} onDone={onDone} />
        </>
      )}
    </section>
  );
}

interface TakeProps {
  target: Target;
  file: File;
  edition: string | null;
  onDone: () => void;
}

function Take({ target, file, edition, onDone }: TakeProps): ReactElement {
  const t = useTexts().rules;
  const navigate = useNavigate();
  const take = useImport(target);
  const [reason, setReason] = useState("");
  function done(draft: RuleSet): void {
    onDone();
    announce(t.files.taken);
    void navigate(`/rule-sets/${draft.id}`);
  }
  return (
    <form
      className={styles.take}
      onSubmit={(event) => {
        event.preventDefault();
        take.mutate({ file, edition, reason }, { onSuccess: done });
      }}
    >
      {take.isError && <Unread error={asProblem(take.error)} />}
      <TextInput
        label={t.saving.reason}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" loading={take.isPending}>
        {"draft" in target ? t.files.replace : t.files.create}
      </Button>
    </form>
  );
}
