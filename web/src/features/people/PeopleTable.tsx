import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { StateView } from "~/components/states/StateView";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { PersonOfOrganisation } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useMe } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { ChangeDialog } from "./ChangeDialog";
import { RemoveDialog } from "./RemoveDialog";
import { roleName, term } from "./wording";
import styles from "./people.module.css";

interface Props {
  people: PersonOfOrganisation[];
  organisation: string;
  keeps: boolean;
}

export function PeopleTable({ people, organisation, keeps }: Props): ReactElement {
  const t = useTexts().access.people;
  const [removing, setRemoving] = useState<PersonOfOrganisation | null>(null);
  const [changing, setChanging] = useState<PersonOfOrganisation | null>(null);
  if (people.length === 0) return <StateView mark="empty" title={t.empty} text={t.emptyText} />;
  const head = [t.name, t.role, t.term, t.seen, ...(keeps ? [t.act] : [])];
  return (
    <>
      <Table caption={t.caption} captionHidden head={head.map((name) => <Head key={name}>{name}</Head>)}>
        {people.map((person) => (
          <PersonRow key={`${person.id} ${person.valid_from}`} person={person}>
            {keeps && (
              <Cell label={t.act}>
                <span className={styles.acts}>
                  <Button variant="default" size="sm" aria-label={t.changeOf(person.name)} onClick={() => setChanging(person)}>
                    {t.change}
                  </Button>
                  <Button variant="default" size="sm" aria-label={t.removeOf(person.name)} onClick={() => setRemoving(person)}>
                    {t.remove}
                  </Button>
                </span>
              </Cell>
            )}
          </PersonRow>
        ))}
      </Table>
      {removing && <RemoveDialog person={removing} organisation={organisation} onClose={() => setRemoving(null)} />}
      {changing && <ChangeDialog person={changing} organisation={organisation} onClose={() => setChanging(null)} />}
    </>
  );
}

function PersonRow({ person, children }: { person: PersonOfOrganisation; children: ReactElement | false }): ReactElement {
  const t = useTexts().access;
  const own = useMe().data?.person.id === person.id;
  return (
    <Row>
      <RowHead label={t.people.name}>
        <span>
          {person.name}
          {own && <span className="muted"> ({t.people.you})</span>}
          <span className={styles.small}>{person.email}</span>
        </span>
      </RowHead>
      <Cell label={t.people.role}>{roleName(person.role, t)}</Cell>
      <Cell label={t.people.term}>
        <span>
          {term(person, t)}
          {person.upcoming && <span className={styles.small}>{t.people.upcoming}</span>}
          {person.blocked && <span className={styles.late}> {t.people.blocked}</span>}
        </span>
      </Cell>
      <Cell label={t.people.seen}>{person.last_seen_at ? formatInstant(person.last_seen_at) : t.people.never}</Cell>
      {children}
    </Row>
  );
}
