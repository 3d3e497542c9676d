import { NativeSelect } from "@mantine/core";
import type { ReactElement } from "react";
import { useNavigate } from "react-router";
import type { SubmissionSummary } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import styles from "./ComparePage.module.css";

interface VersionChoiceProps {
  versions: readonly SubmissionSummary[];
  before: SubmissionSummary;
  after: SubmissionSummary;
}

/** Which two versions stand side by side; the older one always comes first. */
export function VersionChoice({ versions, before, after }: VersionChoiceProps): ReactElement | null {
  const t = useTexts().explaining.compare;
  const navigate = useNavigate();
  if (versions.length < 3) return null;
  const choose = (one: string, other: string): void => {
    if (one !== other) void navigate(`/submissions/${one}/compare?with=${other}`, { replace: true });
  };
  const options = versions.map((version) => ({
    value: version.id,
    label: t.versionOption(version.version, formatInstant(version.received_at)),
  }));
  return (
    <fieldset className={`no-print ${styles.choice}`}>
      <legend className="visually-hidden">{t.choose}</legend>
      <NativeSelect
        label={t.before}
        value={before.id}
        data={options.filter(({ value }) => value !== after.id)}
        onChange={(event) => choose(after.id, event.currentTarget.value)}
      />
      <NativeSelect
        label={t.after}
        value={after.id}
        data={options.filter(({ value }) => value !== before.id)}
        onChange={(event) => choose(event.currentTarget.value, before.id)}
      />
    </fieldset>
  );
}
