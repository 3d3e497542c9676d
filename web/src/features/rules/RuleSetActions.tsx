import { Button, Menu } from "@mantine/core";
import { useState, type ReactElement, type ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { Icon } from "~/components/icons/Icon";
import type { RuleSet } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { blocking } from "./draft/mistakes";
import { useDraft } from "./draft/working";
import { Dialog } from "./publishing/Dialog";
import { PublishDialog } from "./publishing/PublishDialog";
import { RetireDialog } from "./publishing/ReviewDialogs";
import { useDelete } from "./publishing/steps";
import { useCreateDraft } from "./queries";

/** What may be done with this rule set as a whole. */
export function RuleSetActions({ ruleSet }: { ruleSet: RuleSet }): ReactElement | null {
  const mayWrite = useHasRole("sro_admin", "methodologist");
  if (!mayWrite) return null;
  return ruleSet.ref ? <OfVersion ruleSet={ruleSet} /> : <OfDraft ruleSet={ruleSet} />;
}

function OfVersion({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().rules;
  const navigate = useNavigate();
  const create = useCreateDraft(ruleSet.form);
  const [retiring, setRetiring] = useState(false);
  const begin = (): void =>
    create.mutate({ basedOn: ruleSet.id }, { onSuccess: (draft) => void navigate(`/rule-sets/${draft.id}`) });
  return (
    <>
      <Button loading={create.isPending} onClick={begin}>
        {t.draftFromThis}
      </Button>
      <More>
        <Exports id={ruleSet.id} />
        {ruleSet.state === "published" && (
          <Menu.Item onClick={() => setRetiring(true)}>{t.publishing.retire}</Menu.Item>
        )}
      </More>
      <RetireDialog ruleSet={ruleSet} opened={retiring} onClose={() => setRetiring(false)} />
    </>
  );
}

function OfDraft({ ruleSet }: { ruleSet: RuleSet }): ReactElement {
  const t = useTexts().rules;
  const draft = useDraft(ruleSet);
  const [publishing, setPublishing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const wrong = blocking(ruleSet.mistakes);
  const why = draft.dirty ? t.publishing.saveFirst : wrong > 0 ? t.publishing.mendFirst(wrong) : null;
  return (
    <>
      {ruleSet.state === "draft" && (
        <Button onClick={() => setPublishing(true)} disabled={why !== null} {...(why ? { title: why } : {})}>
          {ruleSet.two_person ? t.publishing.propose : t.publishing.publish}
        </Button>
      )}
      <More>
        <Exports id={ruleSet.id} />
        <Menu.Item component={Link} to={`/rule-sets/${ruleSet.id}/import`}>
          {t.files.load}
        </Menu.Item>
        <Menu.Item color="red" onClick={() => setDeleting(true)}>
          {t.publishing.delete}
        </Menu.Item>
      </More>
      {/* Built anew at each opening: the date and the words are those of this attempt. */}
      {publishing && <PublishDialog ruleSet={ruleSet} opened onClose={() => setPublishing(false)} />}
      {deleting && <DeleteDialog ruleSet={ruleSet} onClose={() => setDeleting(false)} onDone={draft.forget} />}
    </>
  );
}

function DeleteDialog({ ruleSet, onClose, onDone }: { ruleSet: RuleSet; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts().rules.publishing;
  const navigate = useNavigate();
  const remove = useDelete(ruleSet);
  function done(): void {
    onDone();
    announce(t.deleted);
    void navigate(`/forms/${encodeURIComponent(ruleSet.form)}`);
  }
  return (
    <Dialog title={t.deleteTitle} opened onClose={onClose} error={remove.error} onSubmit={() => remove.mutate(undefined, { onSuccess: done })}>
      <p>{t.deleteText}</p>
      <Button type="submit" color="red" loading={remove.isPending}>
        {t.delete}
      </Button>
    </Dialog>
  );
}

/** The rule set as a file: what was saved last, not what is being written. */
function Exports({ id }: { id: string }): ReactElement {
  const t = useTexts().rules.files;
  return (
    <>
      {(["xlsx", "yaml"] as const).map((kind) => (
        <Menu.Item key={kind} component="a" href={`/api/v1/rule-sets/${id}/rules.${kind}`} download>
          {t.save[kind]}
        </Menu.Item>
      ))}
    </>
  );
}

function More({ children }: { children: ReactNode }): ReactElement {
  const t = useTexts().rules;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" aria-label={t.more} px="xs">
          <Icon name="more" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
