import { Select } from "@mantine/core";
import type { ReactElement } from "react";
import { useTexts } from "~/lib/texts";
import { useEditions } from "./queries";

interface EditionSelectProps {
  form: string;
  /** Null: the newest, or the one that a file names. */
  value: string | null;
  onChange: (edition: string | null) => void;
}

/** For which edition of the form; nothing where it has but one. */
export function EditionSelect({ form, value, onChange }: EditionSelectProps): ReactElement | null {
  const t = useTexts().rules;
  const editions = useEditions(form).data ?? [];
  if (editions.length < 2) return null;
  const options = editions.map(({ edition, versions }) => ({
    value: edition,
    label: [edition || t.unnamedEdition, versions.join(", ")].filter(Boolean).join(": "),
  }));
  return (
    <Select
      size="sm"
      label={t.edition}
      placeholder={t.newestEdition}
      clearable
      data={options}
      value={value}
      onChange={onChange}
    />
  );
}
