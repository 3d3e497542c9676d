import { Button, Select, Textarea, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { Problem } from "~/lib/api/problem";
import { useTexts } from "~/lib/texts";
import { DETAILS, personDraft, STAFF_ONLY, type CardDraft, type PersonDraft, type TextField } from "./fields";
import styles from "./card.module.css";

interface CardFieldsProps {
  draft: CardDraft;
  onChange: (draft: CardDraft) => void;
  /** Fields that are empty and must not be, by the server's names. */
  empty: readonly string[];
  problem: Problem | null;
  /** The staff edit the kind and the numbers of registers besides. */
  staff?: boolean;
}

const WIDE: ReadonlySet<TextField> = new Set<TextField>(["full_name", "legal_address", "postal_address"]);
const TYPES: Partial<Record<TextField, string>> = { email: "email", phone: "tel", website: "url", cbr_registered_on: "date" };
const PERSON = ["name", "position", "authority", "valid_until", "phone", "email"] as const;
const PERSON_TYPES: Partial<Record<keyof PersonDraft, string>> = { valid_until: "date", phone: "tel", email: "email" };
const MOST_PEOPLE = 20;

/** The fields of a card as a form edits them. */
export function CardFields({ draft, onChange, empty, problem, staff = false }: CardFieldsProps): ReactElement {
  const t = useTexts();
  const fault = (name: string): string | undefined =>
    empty.includes(name) ? t.members.required : problem?.fieldDetail(name);
  return (
    <>
      <div className={styles.grid}>
        {[...DETAILS, ...(staff ? STAFF_ONLY : [])].map((field) => (
          <TextInput
            key={field}
            name={field}
            size="sm"
            className={WIDE.has(field) ? styles.wide : undefined}
            label={t.card.fields[field]}
            type={TYPES[field] ?? "text"}
            required={field === "full_name" || field === "short_name"}
            value={draft.texts[field]}
            error={fault(field)}
            onChange={(event) => onChange({ ...draft, texts: { ...draft.texts, [field]: event.currentTarget.value } })}
          />
        ))}
        {staff && (
          <Select
            label={t.card.fields.type}
            data={Object.entries(t.members.types).map(([value, label]) => ({ value, label }))}
            value={draft.type}
            allowDeselect={false}
            onChange={(value) => onChange({ ...draft, type: value === "МФК" ? "МФК" : "МКК" })}
          />
        )}
      </div>
      <People people={draft.authorised} fault={fault} onChange={(authorised) => onChange({ ...draft, authorised })} />
    </>
  );
}

interface PeopleProps {
  people: PersonDraft[];
  fault: (name: string) => string | undefined;
  onChange: (people: PersonDraft[]) => void;
}

function People({ people, fault, onChange }: PeopleProps): ReactElement {
  const t = useTexts().card;
  return (
    <>
      {people.map((person, n) => (
        <fieldset key={n} className={styles.person}>
          <legend>{t.personTitle(n + 1)}</legend>
          <div className={styles.grid}>
            {PERSON.map((field) => (
              <TextInput
                key={field}
                name={`authorised.${String(n)}.${field}`}
                size="sm"
                label={t.person[field]}
                type={PERSON_TYPES[field] ?? "text"}
                required={field === "name" || field === "authority"}
                value={person[field]}
                error={fault(`authorised.${String(n)}.${field}`)}
                onChange={(event) => {
                  const changed = { ...person, [field]: event.currentTarget.value };
                  onChange(people.map((one, place) => (place === n ? changed : one)));
                }}
              />
            ))}
            <div className={styles.wide}>
              <Button
                size="compact-sm"
                h="2rem"
                variant="default"
                onClick={() => onChange(people.filter((_, place) => place !== n))}
              >
                {t.removePerson(n + 1, person.name)}
              </Button>
            </div>
          </div>
        </fieldset>
      ))}
      {people.length < MOST_PEOPLE && (
        <div>
          <Button variant="default" onClick={() => onChange([...people, personDraft()])}>
            {t.addPerson}
          </Button>
        </div>
      )}
    </>
  );
}

interface ReasonProps {
  name: string;
  label: string;
  hint: string;
  required?: boolean;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

/** Why: grounds, a reason, a word to the other side. */
export function ReasonField({ name, label, hint, required = false, value, error, onChange }: ReasonProps): ReactElement {
  return (
    <Textarea
      name={name}
      label={label}
      description={hint}
      required={required}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={1000}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
