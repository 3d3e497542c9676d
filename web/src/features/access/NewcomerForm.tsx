import { Button, Checkbox, PasswordInput, TextInput } from "@mantine/core";
import { useRef, useState, type ChangeEvent, type ReactElement, type SyntheticEvent } from "react";
import { useNavigate } from "react-router";
import { RulesText } from "~/components/rules/RulesText";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import type { OfferedInvitation } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { newcomerFaults, type NewcomerFaults } from "./fields";
import { useAccept } from "./queries";
import styles from "./access.module.css";

/** Somebody new confirms the name, sets a password of its own and accepts the rules of use. */
export function NewcomerForm({ offer, secret }: { offer: OfferedInvitation; secret: string }): ReactElement {
  const { access, session } = useTexts();
  const t = access.invitation;
  const accept = useAccept(secret);
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState({ name: offer.name, password: "", again: "", read: false });
  const [wrong, setWrong] = useState<NewcomerFaults>({});
  const problem = accept.error ? asProblem(accept.error) : null;

  const bind = (name: "name" | "password" | "again") => ({
    name,
    label: t[name],
    value: fields[name],
    error: wrong[name] ?? problem?.fieldDetail(name),
    required: true,
    onChange: (event: ChangeEvent<HTMLInputElement>) => setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  const eye = { "aria-label": session.showPassword, tabIndex: 0, "aria-hidden": false };

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const found = newcomerFaults(fields, offer.rules !== null, t);
    setWrong(found);
    const first = Object.keys(found)[0];
    if (first) {
      form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
      return;
    }
    const { name, password } = fields;
    accept.mutate(
      { name, password, email: offer.email, rulesVersion: offer.rules?.version ?? null },
      {
        onSuccess: () => {
          announce(t.accepted);
          void navigate("/", { replace: true });
        },
      },
    );
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem && problem.fields.length === 0 && <ProblemAlert error={problem} />}
      <TextInput name="username" label={t.email} description={t.emailConfirmed} autoComplete="username" value={offer.email} readOnly />
      <TextInput {...bind("name")} autoComplete="name" maxLength={200} />
      <PasswordInput
        {...bind("password")}
        description={t.passwordHint}
        autoComplete="new-password"
        visibilityToggleButtonProps={eye}
      />
      <PasswordInput {...bind("again")} autoComplete="new-password" visibilityToggleButtonProps={eye} />
      {offer.rules && (
        <>
          <RulesText rules={offer.rules} />
          <Checkbox
            name="read"
            label={access.rules.read}
            checked={fields.read}
            error={wrong.read}
            onChange={(event) => setFields({ ...fields, read: event.currentTarget.checked })}
          />
        </>
      )}
      <Button type="submit" size="md" loading={accept.isPending}>
        {t.accept}
      </Button>
    </form>
  );
}
