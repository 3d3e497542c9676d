import { Button, TextInput } from "@mantine/core";
import { useEffect, useState, type ReactElement, type SyntheticEvent } from "react";
import { LoadingRows } from "~/components/states/QueryStates";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { asProblem } from "~/lib/api/problem";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { useBeginSecondFactor, useConfirmSecondFactor } from "./queries";
import styles from "./security.module.css";

/** The secret as a picture and as text, and the first code of it. */
export function SetUpFactor({ onCodes }: { onCodes: (codes: readonly string[]) => void }): ReactElement {
  const t = useTexts().security.factor;
  const { mutate: begin, data: begun, error: refused } = useBeginSecondFactor();
  const confirm = useConfirmSecondFactor();
  const [code, setCode] = useState("");
  useEffect(() => begin(), [begin]);
  const problem = confirm.error ? asProblem(confirm.error) : null;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    confirm.mutate(code, {
      onSuccess: ({ codes }) => {
        announce(t.enabled);
        onCodes(codes);
      },
    });
  }

  if (refused) return <ProblemAlert error={refused} />;
  if (!begun) return <LoadingRows rows={2} />;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p>
        {t.scan} <span className="mono">{begun.secret}</span>
      </p>
      <img className={styles.qr} alt={t.picture} src={`data:image/svg+xml,${encodeURIComponent(begun.qr)}`} />
      {problem && problem.fields.length === 0 && <ProblemAlert error={problem} />}
      <TextInput
        label={t.code}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        value={code}
        error={problem?.fieldDetail("code")}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={confirm.isPending}>
        {t.confirm}
      </Button>
    </form>
  );
}
