import type { ReactElement } from "react";
import type { TextChange, ItemChange, RuleSetDiff } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { fieldLabel, isCode, shownValue } from "./fields";
import { differing, type Piece } from "./words";
import styles from "./changes.module.css";

/** What differs, trigger by trigger, the fields side by side with their differing words marked. */
export function DiffView({ diff, headings = "h3" }: { diff: RuleSetDiff; headings?: "h2" | "h3" }): ReactElement {
  const t = useTexts().rules.changes;
  const Heading = headings;
  return (
    <div className={styles.diff}>
      <p className={styles.counts}>{countsOf(diff, t)}</p>
      {diff.cut && <p className={styles.cut}>{t.cut}</p>}
      {diff.triggers.length > 0 && (
        <section aria-label={t.triggers}>
          <Heading>{t.triggers}</Heading>
          {diff.triggers.map((item) => (
            <Item key={`${item.kind}${item.key}`} item={item} />
          ))}
        </section>
      )}
      {diff.parameters.length > 0 && (
        <section aria-label={t.parameters}>
          <Heading>{t.parameters}</Heading>
          <Fields fields={diff.parameters.map((field) => ({ ...field, label: field.field }))} />
        </section>
      )}
      <FormPart diff={diff} heading={headings} />
    </div>
  );
}

export function countsOf(diff: RuleSetDiff, t: ReturnType<typeof useTexts>["rules"]["changes"]): string {
  const count = (kind: ItemChange["kind"]): number => diff.triggers.filter((item) => item.kind === kind).length;
  return t.counts(count("added"), count("changed"), count("removed"), diff.same);
}

/** How the form itself differs: told in short, for it has a page of its own. */
function FormPart({ diff, heading: Heading }: { diff: RuleSetDiff; heading: "h2" | "h3" }): ReactElement | null {
  const t = useTexts().rules.changes;
  if (diff.form.length === 0 && diff.elements.length === 0) return null;
  return (
    <section aria-label={t.form}>
      <Heading>{t.form}</Heading>
      {diff.form.length > 0 && <p>{t.formSettings(diff.form.length)}</p>}
      {diff.elements.length > 0 && (
        <details className={styles.item}>
          <summary>{t.elements(diff.elements.length)}</summary>
          <ul className={styles.elements}>
            {diff.elements.map((item) => (
              <li key={item.key}>
                <Kind kind={item.kind} /> <span className="mono">{item.key}</span> {item.title}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Item({ item }: { item: ItemChange }): ReactElement {
  const t = useTexts().rules;
  const fields = item.fields.map((field) => ({ ...field, label: fieldLabel(field.field, t) }));
  return (
    <details className={styles.item} data-kind={item.kind} open={item.kind === "changed"}>
      <summary>
        <Kind kind={item.kind} /> <strong>{item.title || t.untitled}</strong> <span className={styles.code}>{item.key}</span>
        {item.kind === "changed" && <span className={styles.what}>{fields.map(({ label }) => label).join(", ")}</span>}
      </summary>
      <Fields fields={fields} kind={item.kind} />
    </details>
  );
}

function Kind({ kind }: { kind: ItemChange["kind"] }): ReactElement {
  const t = useTexts().rules.changes;
  return (
    <span className={styles.kind} data-kind={kind}>
      {t.kinds[kind]}
    </span>
  );
}

type Labelled = TextChange & { label: string };

/** Fields of one trigger: two columns where both sides say something, one where there is only one side. */
function Fields({ fields, kind = "changed" }: { fields: readonly Labelled[]; kind?: ItemChange["kind"] }): ReactElement {
  const t = useTexts().rules;
  return (
    <dl className={styles.fields} data-kind={kind}>
      {fields.map((field) => {
        const [before, after] = [shownValue(field.field, field.before, t), shownValue(field.field, field.after, t)];
        const [left, right] = differing(before ?? "", after ?? "");
        return (
          <div key={field.field}>
            <dt>{field.label}</dt>
            {kind !== "added" && <Side label={t.changes.before} text={before} pieces={kind === "changed" ? left : null} side="before" mono={isCode(field.field)} />}
            {kind !== "removed" && <Side label={t.changes.after} text={after} pieces={kind === "changed" ? right : null} side="after" mono={isCode(field.field)} />}
          </div>
        );
      })}
    </dl>
  );
}

interface SideProps {
  label: string;
  text: string | null;
  /** Null: nothing is marked, all of it is new or gone. */
  pieces: Piece[] | null;
  side: "before" | "after";
  mono: boolean;
}

function Side({ label, text, pieces, side, mono }: SideProps): ReactElement {
  const t = useTexts().rules.changes;
  const Mark = side === "before" ? "del" : "ins";
  return (
    <dd className={mono ? "mono" : undefined} data-side={side}>
      <span className={pieces ? styles.side : "visually-hidden"}>{label}</span>
      {text === null ? <span className={styles.nothing}>{t.nothing}</span> : (pieces ?? [{ text, differs: false }]).map((piece, n) =>
        piece.differs ? <Mark key={n}>{piece.text}</Mark> : <span key={n}>{piece.text}</span>,
      )}
    </dd>
  );
}
