import { Button, PasswordInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type ChangeEvent, type ReactElement, type SyntheticEvent } from "react";
import { useNavigate } from "react-router";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import { announce } from "~/lib/news";
import { useMe } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import type { Texts } from "~/locales/ru";
import { useChangePassword, useGiveUpPassword } from "./queries";
import { Section } from "./Section";
import styles from "./security.module.css";

interface Fields {
  current: string;
  fresh: string;
  again: string;
}

const EMPTY: Fields = { current: "", fresh: "", again: "" };
const OF_SERVER: Record<keyof Fields, string> = { current: "current_password", fresh: "new_password", again: "" };

function missing(fields: Fields, t: Texts["security"]["password"]): Partial<Fields> {
  return {
    ...(fields.current ? {} : { current: t.needed }),
    ...(fields.fresh ? {} : { fresh: t.needed }),
    ...(fields.again === fields.fresh ? {} : { again: t.differ }),
  };
}

export function PasswordForm(): ReactElement {
  const texts = useTexts();
  const t = texts.security.password;
  const email = useMe().data?.person.email ?? "";
  const [fields, setFields] = useState(EMPTY);
  const [wrong, setWrong] = useState<Partial<Fields>>({});
  const form = useRef<HTMLFormElement>(null);
  const [change, giveUp] = [useChangePassword(), useGiveUpPassword()];
  const leave = useLeave();
  const failed = change.error ?? giveUp.error;
  const problem = failed ? asProblem(failed) : null;

  const bind = (name: keyof Fields) => ({
    name,
    label: t[name],
    value: fields[name],
    error: wrong[name] ?? problem?.fieldDetail(OF_SERVER[name]),
    visibilityToggleButtonProps: { "aria-label": texts.session.showPassword, tabIndex: 0, "aria-hidden": false },
    onChange: (event: ChangeEvent<HTMLInputElement>) => setFields({ ...fields, [name]: event.currentTarget.value }),
  });

  function whenWhole(act: (body: { current_password: string; new_password: string }) => void): void {
    change.reset();
    giveUp.reset();
    const found = missing(fields, t);
    setWrong(found);
    const first = Object.keys(found)[0];
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    else act({ current_password: fields.current, new_password: fields.fresh });
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const onSuccess = () => {
      setFields(EMPTY);
      announce(t.changed);
    };
    whenWhole((body) => change.mutate(body, { onSuccess }));
  }

  return (
    <Section title={t.title}>
      <p className="muted">{t.lead}</p>
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        {problem && problem.fields.length === 0 && <ProblemAlert error={problem} />}
        <input hidden readOnly name="username" autoComplete="username" value={email} />
        <PasswordInput {...bind("current")} autoComplete="current-password" required />
        <PasswordInput {...bind("fresh")} autoComplete="new-password" required />
        <PasswordInput {...bind("again")} autoComplete="new-password" required />
        <div className={styles.buttons}>
          <Button type="submit" loading={change.isPending}>
            {t.change}
          </Button>
          <Button
            variant="default"
            loading={giveUp.isPending}
            aria-describedby="known-to-others"
            onClick={() => whenWhole((body) => giveUp.mutate(body, { onSuccess: () => leave(t.givenUp) }))}
          >
            {t.giveUp}
          </Button>
        </div>
        <p id="known-to-others" className="muted">
          {t.others}
        </p>
      </form>
    </Section>
  );
}

/** Every session has ended, this one too: back to the door, with nothing of the cabinet left in memory. */
function useLeave(): (said: string) => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (said) => {
    client.clear();
    announce(said);
    void navigate("/login", { replace: true, state: { said } });
  };
}
