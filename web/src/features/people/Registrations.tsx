import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Link } from "react-router";
import { QueryStates } from "~/components/states/QueryStates";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { Registration } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { InviteDialog } from "./InviteDialog";
import { useRegistrations } from "./queries";
import { standing } from "./wording";
import styles from "./people.module.css";

/** Organisations that nobody has entered for, with the term that is set for it. */
export function Registrations(): ReactElement {
  const t = useTexts().access.registration;
  const query = useRegistrations();
  const head = [t.organisation, t.included, t.due, t.state, t.act];
  return (
    <section className={styles.section} aria-labelledby="registrations">
      <h2 id="registrations">{t.title}</h2>
      <p className="muted">{t.lead}</p>
      <QueryStates query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t.empty}</p>
          ) : (
            <Table caption={t.caption} captionHidden head={head.map((name) => <Head key={name}>{name}</Head>)}>
              {items.map((one) => (
                <RegistrationRow key={one.organisation.id} registration={one} />
              ))}
            </Table>
          )
        }
      </QueryStates>
    </section>
  );
}

function RegistrationRow({ registration }: { registration: Registration }): ReactElement {
  const { access } = useTexts();
  const t = access.registration;
  const { organisation, included_on, due_on, state, invited } = registration;
  const [inviting, setInviting] = useState(false);
  return (
    <Row>
      <RowHead label={t.organisation}>
        <span>
          <Link to={`/members/${organisation.id}/people`}>{organisation.name}</Link>
          <span className={styles.small}>
            {access.desk.inn} {organisation.inn}
          </span>
        </span>
      </RowHead>
      <Cell label={t.included}>{included_on ? formatDate(included_on) : "—"}</Cell>
      <Cell label={t.due}>{due_on ? formatDate(due_on) : "—"}</Cell>
      <Cell label={t.state}>
        <span>
          <span className={state === "overdue" ? styles.late : undefined}>{standing(registration, access)}</span>
          {invited && <span className={styles.small}>{t.invited}</span>}
        </span>
      </Cell>
      <Cell label={t.act}>
        <Button variant="default" size="sm" aria-label={t.inviteHeadOf(organisation.name)} onClick={() => setInviting(true)}>
          {t.inviteHead}
        </Button>
        <InviteDialog organisation={organisation.id} first="member_admin" opened={inviting} onClose={() => setInviting(false)} />
      </Cell>
    </Row>
  );
}
