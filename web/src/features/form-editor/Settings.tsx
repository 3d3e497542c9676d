import { NativeSelect, TextInput } from "@mantine/core";
import { useId, type ChangeEvent, type ReactElement } from "react";
import type { FormContent, PeriodKind } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import type { Change } from "./useEditor";
import styles from "./editor.module.css";

const KINDS: PeriodKind[] = ["month", "quarter", "half", "year"];
const FILE_TYPES = ["pdf", "docx", "xlsx", "jpg", "png"];

interface SettingsProps {
  content: FormContent;
  change: Change;
  published: boolean;
}

/** What the form is as a whole: name, term, how its files are recognised, where they state their period. */
export function Settings({ content, change, published }: SettingsProps): ReactElement {
  const t = useTexts().formEditor;
  const isFiles = content.accepts === "files";
  return (
    <section aria-labelledby="form-settings" className={styles.section}>
      <h2 id="form-settings">{t.settingsTitle}</h2>
      <div className={styles.grid}>
        <TextInput
        size="sm"
          className={styles.wide}
          label={t.settings.title}
          value={content.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <NativeSelect
          label={t.settings.accepts}
          data={[
            { value: "xtdd", label: t.xtdd },
            { value: "files", label: t.files },
          ]}
          value={content.accepts}
          disabled={published}
          onChange={(event) => change({ accepts: event.currentTarget.value === "files" ? "files" : "xtdd" })}
        />
        <DueFields content={content} change={change} />
        <PeriodFields content={content} change={change} />
        {isFiles ? <FileTypes content={content} change={change} /> : <Recognition content={content} change={change} />}
      </div>
    </section>
  );
}

type Part = Omit<SettingsProps, "published">;

function DueFields({ content, change }: Part): ReactElement {
  const t = useTexts().formEditor;
  const due = content.due ?? { days: 0, unit: "working" as const };
  return (
    <>
      <TextInput
        size="sm"
        type="number"
        min={1}
        max={366}
        label={t.settings.due}
        description={t.dueHint}
        value={content.due?.days ?? ""}
        onChange={(event) => {
          const days = event.currentTarget.valueAsNumber;
          change({ due: Number.isNaN(days) ? null : { ...due, days: Math.trunc(days) } });
        }}
      />
      <NativeSelect
        label={t.dueUnit}
        data={[
          { value: "working", label: t.working },
          { value: "calendar", label: t.calendar },
        ]}
        value={due.unit}
        onChange={(event) =>
          change({ due: { ...due, unit: event.currentTarget.value === "calendar" ? "calendar" : "working" } })
        }
      />
    </>
  );
}

function PeriodFields({ content, change }: Part): ReactElement {
  const t = useTexts();
  const place = content.period ?? { kind: "quarter" as const, year: null, part: null };
  const set = (part: Partial<typeof place>): void => change({ period: { ...place, ...part } });
  return (
    <>
      <NativeSelect
        label={t.formEditor.settings["period.kind"]}
        data={[
          ...(content.period ? [] : [{ value: "", label: t.formEditor.notChosen }]),
          ...KINDS.map((kind) => ({ value: kind, label: t.forms.kinds[kind] })),
        ]}
        value={content.period?.kind ?? ""}
        onChange={(event) => {
          const kind = KINDS.find((known) => known === event.currentTarget.value);
          if (kind) set({ kind, part: kind === "year" ? null : place.part });
        }}
      />
      {content.accepts === "xtdd" && (
        <>
          <PathInput
            label={t.formEditor.settings["period.year"] ?? ""}
            value={place.year}
            content={content}
            onChange={(year) => set({ year })}
          />
          {place.kind !== "year" && (
            <PathInput
              label={t.formEditor.settings["period.part"] ?? ""}
              value={place.part}
              content={content}
              onChange={(part) => set({ part })}
            />
          )}
        </>
      )}
    </>
  );
}

function Recognition({ content, change }: Part): ReactElement {
  const t = useTexts().formEditor;
  const text = (name: "root" | "namespace") => ({
    label: t.settings[name],
    description: t.patternHint[name],
    value: content[name] ?? "",
    className: styles.pattern,
    onChange: (event: ChangeEvent<HTMLInputElement>) => change({ [name]: event.currentTarget.value || null }),
  });
  return (
    <>
      <TextInput size="sm" {...text("root")} />
      <TextInput size="sm" {...text("namespace")} />
      <TextInput
        size="sm"
        label={t.settings.edition}
        description={t.editionHint}
        value={content.edition}
        onChange={(event) => change({ edition: event.currentTarget.value })}
      />
      <TextInput
        size="sm"
        label={t.settings.versions}
        description={t.versionsHint}
        defaultValue={content.versions.join(", ")}
        key={content.versions.join()}
        onBlur={(event) => change({ versions: event.currentTarget.value.split(/[\s,;]+/).filter(Boolean) })}
      />
      <PathInput
        label={t.settings.inn ?? ""}
        value={content.inn}
        content={content}
        onChange={(inn) => change({ inn })}
      />
    </>
  );
}

function FileTypes({ content, change }: Part): ReactElement {
  const t = useTexts().formEditor;
  return (
    <fieldset className={styles.types}>
      <legend>{t.settings.file_types}</legend>
      {FILE_TYPES.map((type) => (
        <label key={type}>
          <input
            type="checkbox"
            checked={content.file_types.includes(type)}
            onChange={(event) =>
              change({
                file_types: FILE_TYPES.filter((known) =>
                  known === type ? event.currentTarget.checked : content.file_types.includes(known),
                ),
              })
            }
          />
          {type.toUpperCase()}
        </label>
      ))}
    </fieldset>
  );
}

interface PathInputProps {
  label: string;
  value: string | null | undefined;
  content: FormContent;
  onChange: (path: string | null) => void;
}

/** A path of an element, chosen from those of the form. */
function PathInput({ label, value, content, onChange }: PathInputProps): ReactElement {
  const list = useId();
  return (
    <>
      <TextInput
        size="sm"
        label={label}
        className={styles.pattern}
        value={value ?? ""}
        list={list}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
      <datalist id={list}>
        {content.elements.map(({ path }) => (
          <option key={path} value={path} />
        ))}
      </datalist>
    </>
  );
}
