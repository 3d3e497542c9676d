import type { ReactElement } from "react";
import type { MemberCard } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import styles from "./members.module.css";

export function MemberCardView({ card }: { card: MemberCard }): ReactElement {
  const { fields, types, statuses } = useTexts().members;
  const facts: [string, string | null][] = [
    [fields.full_name, card.full_name],
    [fields.short_name, card.short_name],
    [fields.inn, card.inn],
    [fields.ogrn, card.ogrn],
    [fields.type, types[card.type]],
    [fields.status, statuses[card.status]],
    [fields.included_on, formatDate(card.included_on)],
    [fields.email, card.email],
    [fields.phone, card.phone],
  ];
  return (
    <dl className={styles.card}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? "—"}</dd>
        </div>
      ))}
    </dl>
  );
}
