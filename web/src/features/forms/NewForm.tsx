import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { useNavigate } from "react-router";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { asProblem } from "~/lib/api/problem";
import { useTexts } from "~/lib/texts";
import styles from "./forms.module.css";

/** A new form needs no more than a code and a name: the rest is drawn up in its draft. */
export function NewForm(): ReactElement {
  const t = useTexts();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t.formEditor.newForm}</Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.formEditor.newForm}
        closeButtonProps={{ "aria-label": t.common.close }}
      >
        <Fields />
      </Modal>
    </>
  );
}

function Fields(): ReactElement {
  const t = useTexts();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [code, setCode] = useState("");
  const [title, setTitle] = useState("");
  const create = useMutation({
    mutationFn: () =>
      dataOf(api.POST("/api/v1/forms", { body: { code: code.trim(), content: { ...EMPTY, title: title.trim() } } })),
    onSuccess: async (draft) => {
      await client.invalidateQueries({ queryKey: keys.forms });
      await navigate(`/forms/${encodeURIComponent(draft.code)}/draft`);
    },
  });
  const problem = create.isError ? asProblem(create.error) : null;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    create.mutate();
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      {problem && <ProblemAlert error={problem} />}
      <TextInput
        label={t.formEditor.code}
        description={t.formEditor.codeHint}
        required
        minLength={2}
        maxLength={40}
        error={problem?.fieldDetail("code")}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <TextInput
        label={t.formEditor.settings.title}
        required
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" loading={create.isPending}>
        {t.formEditor.begin}
      </Button>
    </form>
  );
}

const EMPTY = {
  accepts: "xtdd" as const,
  file_types: [],
  edition: "",
  versions: [],
  elements: [],
};
