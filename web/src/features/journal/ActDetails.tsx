import type { ReactElement, ReactNode } from "react";
import type { ActRow } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { fieldsOf } from "./state";
import styles from "./journal.module.css";

/** From where an act came, what it changed, and its place in the chain. */
export function ActDetails({ act }: { act: ActRow }): ReactElement {
  const words = useTexts().journal;
  const erased = act.content_erased;
  return (
    <div className={styles.details}>
      {erased ? <p>{words.erased(erased.ground, formatInstant(erased.at))}</p> : <Changes act={act} />}
      <dl className={styles.facts}>
        <Fact name={words.facts.address}>{act.address}</Fact>
        <Fact name={words.facts.browser}>{act.user_agent}</Fact>
        <Fact name={words.facts.roles}>{act.roles.map((role) => words.roles[role] ?? role).join(", ")}</Fact>
        <Fact name={words.facts.code}>{act.act}</Fact>
        <Fact name={words.facts.object}>{act.object_id}</Fact>
        <Fact name={words.facts.trace}>{/^0*$/.test(act.trace_id) ? "" : act.trace_id}</Fact>
        <Fact name={words.facts.hash}>{act.hash}</Fact>
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement | null {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Changes({ act }: { act: ActRow }): ReactElement | null {
  const words = useTexts().journal;
  const fields = fieldsOf(act.before ?? null, act.after ?? null);
  if (fields.length === 0) return null;
  const compared = act.before !== null;
  return (
    <table className={styles.changes}>
      <caption className="visually-hidden">{words.changes}</caption>
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          {compared && <th scope="col">{words.before}</th>}
          <th scope="col">{compared ? words.after : words.value}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.name}>
            <th scope="row">{words.fields[field.name] ?? field.name}</th>
            {compared && <td>{field.before ?? "—"}</td>}
            <td>{field.after ?? "—"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
