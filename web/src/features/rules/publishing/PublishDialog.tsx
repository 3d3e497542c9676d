import { Button, Textarea, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Link } from "react-router";
import type { RuleSet } from "~/lib/api/types";
import { dateIn } from "~/lib/dates";
import { announce } from "~/lib/news";
import { serverNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import { Dialog } from "./Dialog";
import { usePublish } from "./steps";
import { WhatChanges } from "./WhatChanges";

interface Opened {
  ruleSet: RuleSet;
  opened: boolean;
  onClose: () => void;
}

/** From which date, why, and - without a back-test of this revision - why without one. */
export function PublishDialog({ ruleSet, opened, onClose }: Opened): ReactElement {
  const t = useTexts().rules.publishing;
  const publish = usePublish(ruleSet);
  const [from, setFrom] = useState(ruleSet.effective_from ?? dateIn(serverNow()));
  const [reason, setReason] = useState("");
  const [untested, setUntested] = useState("");
  function submit(): void {
    publish.mutate(
      { effective_from: from, reason, without_backtest: ruleSet.backtested ? null : untested || null },
      {
        onSuccess: (done) => {
          announce(done.state === "proposed" ? t.proposed : t.published);
          onClose();
        },
      },
    );
  }
  return (
    <Dialog title={t.title} opened={opened} onClose={onClose} error={publish.error} onSubmit={submit} wide>
      {ruleSet.two_person && <p>{t.twoPersons}</p>}
      <TextInput
        size="sm"
        type="date"
        required
        label={t.from}
        description={t.fromHint}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <WhatChanges ruleSet={ruleSet} from={from} />
      <Textarea size="sm" required autosize minRows={2} label={t.reason} description={t.reasonHint} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {ruleSet.backtested ? (
        <p>{t.tested}</p>
      ) : (
        <Textarea
          size="sm"
          required
          autosize
          minRows={2}
          label={t.untested}
          description={
            <>
              {t.untestedHint} <Link to={`/rule-sets/${ruleSet.id}/trial`}>{t.toTrial}</Link>
            </>
          }
          maxLength={1000}
          value={untested}
          onChange={(event) => setUntested(event.currentTarget.value)}
        />
      )}
      <Button type="submit" loading={publish.isPending}>
        {ruleSet.two_person ? t.propose : t.publish}
      </Button>
    </Dialog>
  );
}
