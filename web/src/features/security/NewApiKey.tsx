import { Button, Checkbox, CopyButton, TextInput } from "@mantine/core";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import type { Scope } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { useCreateApiKey } from "./queries";
import styles from "./security.module.css";

const SCOPES: readonly Scope[] = ["reports:read", "reports:write", "calendar:read", "notices"];

export function NewApiKey({ onDone }: { onDone: () => void }): ReactElement {
  const t = useTexts().security.keys;
  const create = useCreateApiKey();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>(["reports:read", "reports:write"]);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    create.mutate({ name, scopes: SCOPES.filter((scope) => scopes.includes(scope)), days: 365, replaces: null });
  }

  if (create.data) return <ShownKey value={create.data.key} onDone={onDone} />;
  return (
    <form className={styles.form} onSubmit={submit}>
      {create.isError && <ProblemAlert error={create.error} />}
      <TextInput label={t.nameField} required maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Checkbox.Group label={t.scopes} value={scopes} onChange={setScopes}>
        <div className={styles.scopes}>
          {SCOPES.map((scope) => (
            <Checkbox key={scope} value={scope} label={t.scopeNames[scope]} />
          ))}
        </div>
      </Checkbox.Group>
      <Button type="submit" loading={create.isPending} disabled={scopes.length === 0}>
        {t.create}
      </Button>
    </form>
  );
}

function ShownKey({ value, onDone }: { value: string; onDone: () => void }): ReactElement {
  const { security, common } = useTexts();
  return (
    <div className={styles.form} role="status">
      <p>{security.keys.shown}</p>
      <p className={`mono ${styles.secret ?? ""}`}>{value}</p>
      <div className={styles.buttons}>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? security.factor.copied : security.factor.copy}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{common.close}</Button>
      </div>
    </div>
  );
}
