import { Button, Checkbox } from "@mantine/core";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { useNavigate } from "react-router";
import { RulesText } from "~/components/rules/RulesText";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import type { OfferedInvitation } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { useJoin } from "./queries";
import styles from "./access.module.css";

interface Props {
  offer: OfferedInvitation;
  secret: string;
  name: string;
}

export function JoinForm({ offer, secret, name }: Props): ReactElement {
  const { invitation: t, rules } = useTexts().access;
  const join = useJoin(secret);
  const navigate = useNavigate();
  const [read, setRead] = useState(false);
  const [missing, setMissing] = useState(false);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const unread = offer.rules !== null && !read;
    setMissing(unread);
    if (unread) return;
    join.mutate(offer.rules?.version ?? null, {
      onSuccess: () => {
        announce(t.accepted);
        void navigate("/", { replace: true });
      },
    });
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {join.isError && <ProblemAlert error={join.error} />}
      <p>{t.join(name)}</p>
      {offer.rules && (
        <>
          <RulesText rules={offer.rules} />
          <Checkbox
            label={rules.read}
            checked={read}
            error={missing ? t.rulesNeeded : undefined}
            onChange={(event) => setRead(event.currentTarget.checked)}
          />
        </>
      )}
      <Button type="submit" size="md" loading={join.isPending}>
        {t.accept}
      </Button>
    </form>
  );
}
