import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import type { PersonOfOrganisation, Role } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { useChange } from "./queries";
import styles from "./people.module.css";

interface Props {
  person: PersonOfOrganisation;
  organisation: string;
  onClose: () => void;
}

/** Role and last day of a person. */
export function ChangeDialog({ person, organisation, onClose }: Props): ReactElement {
  const { access, common } = useTexts();
  const t = access.people;
  const [role, setRole] = useState<Role>(person.role);
  const [until, setUntil] = useState(person.valid_until ?? "");
  const change = useChange(organisation, t.changed);
  const problem = change.error ? asProblem(change.error) : null;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    change.mutate({ person: person.id, role, validUntil: until || null }, { onSuccess: onClose });
  }

  return (
    <Modal opened onClose={onClose} title={t.changeTitle} closeButtonProps={{ "aria-label": common.close }}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {problem && problem.fields.length === 0 && <ProblemAlert error={problem} />}
        <p>{person.name}</p>
        <RoleField value={role} onChange={setRole} />
        <TextInput
          type="date"
          label={t.lastDay}
          description={t.lastDayHint}
          value={until}
          error={problem?.fieldDetail("valid_until")}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <p className="muted">{t.changeText}</p>
        <Button type="submit" loading={change.isPending}>
          {common.save}
        </Button>
      </form>
    </Modal>
  );
}

export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }): ReactElement {
  const { invite, roles } = useTexts().access;
  return (
    <NativeSelect
      size="md"
      label={invite.role}
      description={invite.roleHint}
      value={value}
      data={[
        { value: "member_user", label: roles.member_user },
        { value: "member_admin", label: roles.member_admin },
      ]}
      onChange={(event) => onChange(event.currentTarget.value === "member_admin" ? "member_admin" : "member_user")}
    />
  );
}
