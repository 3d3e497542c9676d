import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { ReasonField } from "~/components/card/CardForm";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { api, dataOf } from "~/lib/api/client";
import { asProblem } from "~/lib/api/problem";
import type { OrganisationCard } from "~/lib/api/types";
import { forgetCard } from "~/lib/cards";
import { dateIn } from "~/lib/dates";
import { announce } from "~/lib/news";
import { serverNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import { STEPS, type Step } from "./steps";
import cardStyles from "~/components/card/card.module.css";
import styles from "./members.module.css";

/** Decisions on the membership, each with its grounds and the day from which it counts. */
export function StepButtons({ card }: { card: OrganisationCard }): ReactElement | null {
  const t = useTexts();
  const [step, setStep] = useState<Step | null>(null);
  const steps = STEPS[card.status];
  if (steps.length === 0) return null;
  return (
    <div className={`no-print ${styles.steps}`}>
      {steps.map((one) => (
        <Button key={one.name} variant="default" onClick={() => setStep(one)}>
          {t.memberCard.steps[one.name]}
        </Button>
      ))}
      <Modal
        opened={step !== null}
        onClose={() => setStep(null)}
        title={step && `${t.memberCard.steps[step.name]}: ${card.short_name}`}
        closeButtonProps={{ "aria-label": t.common.close }}
      >
        {step && <StepForm card={card} step={step} onDone={() => setStep(null)} />}
      </Modal>
    </div>
  );
}

function useStep(card: OrganisationCard, step: Step) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { grounds: string; on: string }) =>
      dataOf(api.POST(`/api/v1/members/{id}/${step.call}`, { params: { path: { id: card.id } }, body })),
    onSuccess: () => forgetCard(client, card.id),
  });
}

function StepForm({ card, step, onDone }: { card: OrganisationCard; step: Step; onDone: () => void }): ReactElement {
  const t = useTexts();
  const words = t.memberCard;
  const [on, setOn] = useState(() => dateIn(serverNow()));
  const [grounds, setGrounds] = useState("");
  const [missing, setMissing] = useState(false);
  const take = useStep(card, step);
  const problem = take.isError ? asProblem(take.error) : null;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setMissing(!grounds.trim());
    if (!grounds.trim()) return;
    take.mutate(
      { grounds, on },
      {
        onSuccess: () => {
          announce(words.stepDone);
          onDone();
        },
      },
    );
  }

  return (
    <form className={cardStyles.form} onSubmit={submit} noValidate>
      {problem && <ProblemAlert error={problem} />}
      <p className={step.final ? cardStyles.warning : undefined}>{words.stepNotes[step.name]}</p>
      <TextInput
        name="on"
        type="date"
        size="sm"
        label={words.on}
        description={words.onHint}
        value={on}
        error={problem?.fieldDetail("on")}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <ReasonField
        name="grounds"
        label={t.card.grounds}
        hint={t.card.groundsHint}
        required
        value={grounds}
        error={missing ? words.needGrounds : problem?.fieldDetail("grounds")}
        onChange={setGrounds}
      />
      <Button type="submit" loading={take.isPending}>
        {words.steps[step.name]}
      </Button>
    </form>
  );
}
