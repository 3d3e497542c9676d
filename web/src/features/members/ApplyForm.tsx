import { Button, TextInput } from "@mantine/core";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { useTexts } from "~/lib/texts";
import styles from "~/components/card/card.module.css";

interface ApplyFormProps {
  busy: boolean;
  error: unknown;
  onApply: (grounds: string) => void;
}

/** The grounds of a list, and the button that brings it in. */
export function ApplyForm({ busy, error, onApply }: ApplyFormProps): ReactElement {
  const t = useTexts();
  const [grounds, setGrounds] = useState("");
  const [missing, setMissing] = useState(false);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setMissing(!grounds.trim());
    if (grounds.trim()) onApply(grounds);
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {error !== null && <ProblemAlert error={error} />}
      <TextInput
        name="grounds"
        label={t.card.grounds}
        description={t.memberImport.groundsHint}
        required
        maxLength={300}
        value={grounds}
        error={missing ? t.memberImport.needGrounds : undefined}
        onChange={(event) => setGrounds(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={busy}>
          {t.memberImport.apply}
        </Button>
      </div>
    </form>
  );
}
