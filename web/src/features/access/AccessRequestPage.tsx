import { Button, Textarea, TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type ChangeEvent, type ReactElement, type SyntheticEvent } from "react";
import { Link } from "react-router";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import { useTexts } from "~/lib/texts";
import { EMPTY, requestFaults, type RequestFields } from "./fields";
import { usePlaceRequest } from "./queries";
import styles from "./access.module.css";

/** «Заявка на доступ»: open to everybody. What comes back is the same for everybody, too. */
export function AccessRequestPage(): ReactElement {
  const { access, shell } = useTexts();
  const t = access.request;
  const place = usePlaceRequest();
  useEffect(() => {
    document.title = `${t.title} — ${shell.product}`;
  }, [t, shell]);
  return (
    <>
      <h1>{t.title}</h1>
      {place.isSuccess ? (
        <div className={styles.done} role="status">
          <h2>{t.sent}</h2>
          <p>{t.sentText}</p>
        </div>
      ) : (
        <>
          <p className="muted">{t.lead}</p>
          <RequestForm place={place} />
        </>
      )}
      <p>
        <Link to="/login">{t.toSignIn}</Link>
      </p>
    </>
  );
}

function RequestForm({ place }: { place: ReturnType<typeof usePlaceRequest> }): ReactElement {
  const t = useTexts().access.request;
  const [fields, setFields] = useState(EMPTY);
  const [wrong, setWrong] = useState<Partial<RequestFields>>({});
  const form = useRef<HTMLFormElement>(null);
  const problem = place.error ? asProblem(place.error) : null;

  const bind = (name: keyof RequestFields) => ({
    name,
    label: t[name],
    value: fields[name],
    error: wrong[name] ?? problem?.fieldDetail(name),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  });

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const found = requestFaults(fields, t);
    setWrong(found);
    const first = Object.keys(found)[0];
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    else place.mutate(fields);
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem && problem.fields.length === 0 && <ProblemAlert error={problem} />}
      <TextInput {...bind("inn")} description={t.innHint} inputMode="numeric" required maxLength={20} />
      <TextInput {...bind("organisation")} autoComplete="organization" required maxLength={200} />
      <TextInput {...bind("name")} autoComplete="name" required maxLength={200} />
      <TextInput {...bind("email")} description={t.emailHint} type="email" autoComplete="email" required maxLength={200} />
      <TextInput {...bind("position")} description={t.optional} autoComplete="organization-title" maxLength={200} />
      <Textarea {...bind("comment")} size="md" description={t.optional} autosize minRows={2} maxLength={2000} />
      <Button type="submit" size="md" loading={place.isPending}>
        {t.send}
      </Button>
    </form>
  );
}
