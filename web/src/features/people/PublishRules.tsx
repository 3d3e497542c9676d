import { Button, Textarea, TextInput } from "@mantine/core";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { RulesText } from "~/components/rules/RulesText";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { QueryStates } from "~/components/states/QueryStates";
import { asProblem } from "~/lib/api/problem";
import { dateIn } from "~/lib/dates";
import { serverNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import { usePublishRules, useRules } from "./queries";
import styles from "./people.module.css";

/** The rules of use as they stand, and the next version of them. */
export function PublishRules(): ReactElement {
  const { rules: t, desk } = useTexts().access;
  const query = useRules();
  const [writing, setWriting] = useState(false);
  return (
    <section className={styles.section} aria-labelledby="rules">
      <h2 id="rules">{t.title}</h2>
      <QueryStates query={query}>
        {({ rules }) => (
          <>
            {rules ? <RulesText rules={rules} /> : <p>{t.none}</p>}
            {writing ? (
              <NextVersion text={rules?.text ?? ""} onDone={() => setWriting(false)} />
            ) : (
              <Button variant="default" onClick={() => setWriting(true)}>
                {desk.publish}
              </Button>
            )}
          </>
        )}
      </QueryStates>
    </section>
  );
}

function NextVersion({ text: before, onDone }: { text: string; onDone: () => void }): ReactElement {
  const { access, common } = useTexts();
  const t = access.desk;
  const publish = usePublishRules(t.published);
  const [text, setText] = useState(before);
  const [from, setFrom] = useState(dateIn(serverNow()));
  const problem = publish.error ? asProblem(publish.error) : null;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    publish.mutate({ text, in_force_from: from || null }, { onSuccess: onDone });
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {problem && problem.fields.length === 0 && <ProblemAlert error={problem} />}
      <Textarea
        size="md"
        label={t.newText}
        required
        autosize
        minRows={8}
        maxRows={24}
        value={text}
        error={problem?.fieldDetail("text")}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t.inForce}
        description={t.inForceHint}
        value={from}
        error={problem?.fieldDetail("in_force_from")}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <div className={styles.acts}>
        <Button type="submit" loading={publish.isPending}>
          {t.publish}
        </Button>
        <Button variant="default" onClick={onDone}>
          {common.cancel}
        </Button>
      </div>
    </form>
  );
}
