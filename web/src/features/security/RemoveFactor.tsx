import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import { useTexts } from "~/lib/texts";
import { useRemoveSecondFactor } from "./queries";
import styles from "./security.module.css";

/** Doing without takes the password and a code: an open session alone must not take the protection away. */
export function RemoveFactor(): ReactElement {
  const texts = useTexts();
  const t = texts.security;
  const remove = useRemoveSecondFactor(t.factor.removed);
  const [asked, setAsked] = useState(false);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const problem = remove.error ? asProblem(remove.error) : null;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    remove.mutate({ current_password: password, code });
  }

  if (!asked) {
    return (
      <Button variant="default" onClick={() => setAsked(true)}>
        {t.factor.remove}
      </Button>
    );
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {problem && problem.fields.length === 0 && <ProblemAlert error={problem} />}
      <PasswordInput
        label={t.password.current}
        autoComplete="current-password"
        required
        value={password}
        error={problem?.fieldDetail("current_password")}
        visibilityToggleButtonProps={{ "aria-label": texts.session.showPassword, tabIndex: 0, "aria-hidden": false }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TextInput
        label={t.factor.anyCode}
        autoComplete="one-time-code"
        required
        value={code}
        error={problem?.fieldDetail("code")}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={remove.isPending}>
        {t.factor.remove}
      </Button>
    </form>
  );
}
