import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { asProblem } from "~/lib/api/problem";
import { dateIn } from "~/lib/dates";
import { announce } from "~/lib/news";
import { serverNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import { faults, request, type Fields } from "./registration";
import styles from "./members.module.css";

export function RegisterDialog({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  const t = useTexts();
  return (
    <Modal opened={opened} onClose={onClose} title={t.members.registerTitle} closeButtonProps={{ "aria-label": t.common.close }}>
      <RegisterForm onDone={onClose} />
    </Modal>
  );
}

function useRegister(onDone: () => void) {
  const client = useQueryClient();
  const t = useTexts();
  return useMutation({
    mutationFn: (fields: Fields) => dataOf(api.POST("/api/v1/members", { body: request(fields) })),
    onSuccess: (card) => {
      announce(t.members.registered(card.short_name));
      onDone();
      return client.invalidateQueries({ queryKey: keys.members });
    },
  });
}

function emptyFields(): Fields {
  const included = dateIn(serverNow());
  return { full_name: "", short_name: "", inn: "", ogrn: "", included_on: included, email: "", phone: "", type: "МКК" };
}

function RegisterForm({ onDone }: { onDone: () => void }): ReactElement {
  const t = useTexts();
  const [fields, setFields] = useState(emptyFields);
  const [wrong, setWrong] = useState<ReturnType<typeof faults>>({});
  const form = useRef<HTMLFormElement>(null);
  const register = useRegister(onDone);
  const problem = register.isError ? asProblem(register.error) : null;

  const bind = (name: Exclude<keyof Fields, "type">) => ({
    name,
    size: "sm",
    label: t.members.fields[name],
    value: fields[name],
    error: wrong[name] ?? problem?.fieldDetail(name),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setFields({ ...fields, [name]: event.currentTarget.value }),
  });

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const found = faults(fields, t.members);
    setWrong(found);
    const first = Object.keys(found)[0];
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    else register.mutate(fields);
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem && <ProblemAlert error={problem} />}
      <TextInput {...bind("full_name")} required />
      <TextInput {...bind("short_name")} required />
      <TextInput {...bind("inn")} required inputMode="numeric" description={t.members.hints.inn} />
      <TextInput {...bind("ogrn")} required inputMode="numeric" description={t.members.hints.ogrn} />
      <Select
        label={t.members.fields.type}
        data={Object.entries(t.members.types).map(([value, label]) => ({ value, label }))}
        value={fields.type}
        onChange={(value) => setFields({ ...fields, type: value === "МФК" ? "МФК" : "МКК" })}
      />
      <TextInput {...bind("included_on")} required type="date" />
      <TextInput {...bind("email")} type="email" />
      <TextInput {...bind("phone")} type="tel" />
      <Button type="submit" loading={register.isPending}>
        {t.members.register}
      </Button>
    </form>
  );
}
