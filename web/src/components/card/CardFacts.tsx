import type { ReactElement } from "react";
import type { AuthorisedPerson, OrganisationCard } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { fieldText, GROUPS, type CardGroup } from "./fields";
import styles from "./card.module.css";

/** A card in groups: what it is, its membership, how to reach it, who acts for it. */
export function CardFacts({ card }: { card: OrganisationCard }): ReactElement {
  return (
    <div className={styles.groups}>
      {GROUPS.map((group) => (
        <Group key={group[0]} card={card} group={group} />
      ))}
    </div>
  );
}

function Group({ card, group: [name, fields] }: { card: OrganisationCard; group: CardGroup }): ReactElement {
  const t = useTexts();
  return (
    <section className={styles.group} aria-labelledby={`group-${name}`}>
      <h2 id={`group-${name}`}>{t.card.groups[name]}</h2>
      <dl className={styles.facts}>
        {fields.map((field) => (
          <div key={field}>
            <dt>{t.card.fields[field]}</dt>
            <dd>{fieldText(field, card[field] as string | null, t) ?? t.card.empty}</dd>
          </div>
        ))}
        {name === "people" && (
          <div>
            <dt>{t.card.fields.authorised}</dt>
            <dd>{card.authorised.length > 0 ? <People people={card.authorised} /> : t.card.empty}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function People({ people }: { people: AuthorisedPerson[] }): ReactElement {
  const t = useTexts().card;
  return (
    <ul className={styles.people}>
      {people.map((person) => (
        <li key={person.name + person.authority}>
          <strong>{person.name}</strong>
          {person.position && `, ${person.position}`}
          <div className={styles.small}>
            {[person.authority, person.valid_until && t.until(formatDate(person.valid_until)), person.phone, person.email]
              .filter(Boolean)
              .join(", ")}
          </div>
        </li>
      ))}
    </ul>
  );
}
