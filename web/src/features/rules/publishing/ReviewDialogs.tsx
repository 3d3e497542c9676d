import { Button, Textarea, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { RuleSet } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { useTexts } from "~/lib/texts";
import { Dialog } from "./Dialog";
import { WhatChanges } from "./WhatChanges";
import { useApprove, useRetire, useReturn } from "./steps";

interface Opened {
  ruleSet: RuleSet;
  opened: boolean;
  onClose: () => void;
}

export function ApproveDialog({ ruleSet, opened, onClose }: Opened): ReactElement {
  const t = useTexts().rules.publishing;
  const approve = useApprove(ruleSet);
  const [reason, setReason] = useState("");
  const done = (): void => {
    announce(t.published);
    onClose();
  };
  return (
    <Dialog title={t.approveTitle} opened={opened} onClose={onClose} error={approve.error} onSubmit={() => approve.mutate(reason, { onSuccess: done })} wide>
      <WhatChanges ruleSet={ruleSet} from={ruleSet.proposal?.effective_from ?? null} />
      <Textarea size="sm" autosize minRows={2} label={t.comment} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Button type="submit" loading={approve.isPending}>
        {t.approve}
      </Button>
    </Dialog>
  );
}

export function ReturnDialog({ ruleSet, opened, onClose }: Opened): ReactElement {
  const t = useTexts().rules.publishing;
  const back = useReturn(ruleSet);
  const [reason, setReason] = useState("");
  const done = (): void => {
    announce(t.returned);
    onClose();
  };
  return (
    <Dialog title={t.returnTitle} opened={opened} onClose={onClose} error={back.error} onSubmit={() => back.mutate(reason, { onSuccess: done })}>
      <Textarea size="sm" required autosize minRows={2} label={t.returnReason} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Button type="submit" loading={back.isPending}>
        {t.return}
      </Button>
    </Dialog>
  );
}

export function RetireDialog({ ruleSet, opened, onClose }: Opened): ReactElement {
  const t = useTexts().rules.publishing;
  const retire = useRetire(ruleSet);
  const [lastDay, setLastDay] = useState("");
  const [reason, setReason] = useState("");
  const done = (): void => {
    announce(t.retired);
    onClose();
  };
  const submit = (): void => retire.mutate({ last_day: lastDay || null, reason }, { onSuccess: done });
  return (
    <Dialog title={t.retireTitle} opened={opened} onClose={onClose} error={retire.error} onSubmit={submit}>
      <p>{t.retireText}</p>
      <TextInput size="sm" type="date" label={t.lastDay} description={t.lastDayHint} value={lastDay} onChange={(event) => setLastDay(event.currentTarget.value)} />
      <Textarea size="sm" required autosize minRows={2} label={t.reason} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Button type="submit" color="red" loading={retire.isPending}>
        {t.retire}
      </Button>
    </Dialog>
  );
}
