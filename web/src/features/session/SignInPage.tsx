import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ChangeEvent, type ReactElement, type SyntheticEvent } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { api, dataOf, setCsrfToken } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { asProblem } from "~/lib/api/problem";
import { useTexts } from "~/lib/texts";
import { Welcome } from "./Welcome";
import styles from "./SignInPage.module.css";

interface Arrival {
  from?: string;
  ended?: boolean;
  /** What the page before had to tell. */
  said?: string;
}

interface Fields {
  email: string;
  password: string;
  otp: string;
}

function useSignIn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const arrival = useLocation().state as Arrival | null;
  return useMutation({
    mutationFn: ({ email, password, otp }: Fields) =>
      dataOf(api.POST("/api/v1/session", { body: { email: email.trim(), password, otp: otp.trim() || null } })),
    onSuccess: async (me) => {
      client.clear();
      setCsrfToken(me.csrf_token);
      client.setQueryData(keys.me, me);
      await navigate(arrival?.from ?? "/", { replace: true });
    },
  });
}

export function SignInPage(): ReactElement {
  const t = useTexts();
  const arrival = useLocation().state as Arrival | null;
  return (
    <Welcome>
      <h1>{t.session.title}</h1>
      <p className="muted">{t.session.lead}</p>
      {arrival?.said && <p role="status">{arrival.said}</p>}
      {arrival?.ended && <p role="status">{t.session.ended}</p>}
      {navigator.cookieEnabled ? <SignInForm /> : <p role="alert">{t.shell.cookies}</p>}
      <p className={styles.lost}>{t.session.lost}</p>
      <p>
        <Link to="/access">{t.access.request.link}</Link>
      </p>
    </Welcome>
  );
}

function asksForCode(error: unknown): boolean {
  return error !== null && asProblem(error).code === "otp_needed";
}

/** Once asked for, the field stays: a wrong code is typed again. */
function useAskedForCode(error: unknown): boolean {
  const [asked, setAsked] = useState(false);
  if (!asked && asksForCode(error)) setAsked(true);
  return asked;
}

function SignInForm(): ReactElement {
  const t = useTexts();
  const signIn = useSignIn();
  const refused = signIn.isError;
  useEffect(() => {
    document.title = `${refused ? t.common.errorPrefix : ""}${t.session.title} — ${t.shell.product}`;
  }, [t, refused]);
  const [fields, setFields] = useState<Fields>({ email: "", password: "", otp: "" });
  const [missing, setMissing] = useState<Partial<Fields>>({});
  const asked = useAskedForCode(signIn.error);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (asked) form.current?.querySelector<HTMLInputElement>("[name=otp]")?.focus();
  }, [asked]);
  const bind = (name: keyof Fields) => ({
    name,
    value: fields[name],
    error: missing[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => setFields({ ...fields, [name]: event.currentTarget.value }),
  });

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const found: Partial<Fields> = {
      ...(fields.email.trim() ? {} : { email: t.session.needEmail }),
      ...(fields.password ? {} : { password: t.session.needPassword }),
    };
    setMissing(found);
    const first = Object.keys(found)[0];
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    else signIn.mutate(fields);
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate aria-describedby={refused ? "refusal" : undefined}>
      {refused && !asksForCode(signIn.error) && <ProblemAlert id="refusal" error={signIn.error} />}
      <TextInput label={t.session.email} type="email" autoComplete="username" inputMode="email" required {...bind("email")} />
      <PasswordInput
        label={t.session.password}
        autoComplete="current-password"
        required
        visibilityToggleButtonProps={{ "aria-label": t.session.showPassword, tabIndex: 0, "aria-hidden": false }}
        {...bind("password")}
      />
      {asked && (
        <TextInput label={t.session.otp} description={t.session.otpHint} autoComplete="one-time-code" {...bind("otp")} />
      )}
      <Button type="submit" size="md" loading={signIn.isPending}>
        {t.session.submit}
      </Button>
    </form>
  );
}
