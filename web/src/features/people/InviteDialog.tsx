import { Button, Modal, TextInput } from "@mantine/core";
import { useState, type ChangeEvent, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import type { Role } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { RoleField } from "./ChangeDialog";
import { useInvite } from "./queries";
import styles from "./people.module.css";

interface Props {
  organisation: string;
  /** Who is invited first: the head, who invites the others. */
  first?: Role;
  opened: boolean;
  onClose: () => void;
}

export function InviteDialog({ organisation, first = "member_user", opened, onClose }: Props): ReactElement {
  const { access, common } = useTexts();
  return (
    <Modal opened={opened} onClose={onClose} title={access.invite.title} closeButtonProps={{ "aria-label": common.close }}>
      <InviteForm organisation={organisation} first={first} onDone={onClose} />
    </Modal>
  );
}

const EMPTY = { name: "", email: "", from: "", until: "" };
const OF_SERVER: Record<keyof typeof EMPTY, string> = { name: "name", email: "email", from: "valid_from", until: "valid_until" };

function InviteForm({ organisation, first, onDone }: { organisation: string; first: Role; onDone: () => void }): ReactElement {
  const { access, common } = useTexts();
  const t = access.invite;
  const invite = useInvite(t.sent);
  const [role, setRole] = useState<Role>(first);
  const [fields, setFields] = useState(EMPTY);
  const [missing, setMissing] = useState(false);
  const problem = invite.error ? asProblem(invite.error) : null;

  const bind = (name: keyof typeof EMPTY) => ({
    name,
    label: t[name],
    value: fields[name],
    error: (missing && !fields[name].trim() ? access.request.needed : undefined) ?? problem?.fieldDetail(OF_SERVER[name]),
    onChange: (event: ChangeEvent<HTMLInputElement>) => setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  const dated = (name: "from" | "until") => ({ ...bind(name), error: problem?.fieldDetail(OF_SERVER[name]), type: "date" });

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const incomplete = !fields.name.trim() || !fields.email.trim();
    setMissing(incomplete);
    if (incomplete) return;
    const dates = { valid_from: fields.from || null, valid_until: fields.until || null };
    invite.mutate(
      { name: fields.name, email: fields.email, role, organisation_id: organisation, ...dates },
      { onSuccess: onDone },
    );
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {problem && problem.fields.length === 0 && <ProblemAlert error={problem} />}
      <TextInput {...bind("name")} required maxLength={200} data-autofocus />
      <TextInput {...bind("email")} type="email" required maxLength={200} />
      <RoleField value={role} onChange={setRole} />
      <div className={styles.pair}>
        <TextInput {...dated("from")} description={t.fromHint} />
        <TextInput {...dated("until")} description={t.untilHint} />
      </div>
      <div className={styles.acts}>
        <Button type="submit" loading={invite.isPending}>
          {t.send}
        </Button>
        <Button variant="default" onClick={onDone}>
          {common.cancel}
        </Button>
      </div>
    </form>
  );
}
