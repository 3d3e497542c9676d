import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactElement } from "react";
import { useParams } from "react-router";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import { formatDate } from "~/lib/dates";
import { useHasRole, useMe } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { InviteDialog } from "./InviteDialog";
import { PendingInvitations } from "./PendingInvitations";
import { PeopleTable } from "./PeopleTable";
import { usePeople } from "./queries";
import { standing } from "./wording";
import styles from "./people.module.css";

/** «Люди организации»: of one's own, or, for those who keep the register, of any. */
export function PeoplePage(): ReactElement {
  const { id } = useParams();
  const own = useMe().data?.organisation?.id;
  const organisation = id ?? own ?? "";
  const keeps = useHasRole("member_admin", "sro_admin", "clerk");
  const t = useTexts().access;
  const query = usePeople(organisation);
  const [open, dialog] = useDisclosure(false);
  const registration = query.data?.registration;
  return (
    <>
      <PageHeader
        title={t.people.title}
        below={query.data?.organisation.name}
        actions={keeps && <Button onClick={dialog.open}>{t.invite.open}</Button>}
      />
      <div className={styles.sections}>
        <QueryStates query={query}>{({ items }) => <PeopleTable people={items} organisation={organisation} keeps={keeps} />}</QueryStates>
        {keeps && <PendingInvitations organisation={organisation} />}
        {registration?.due_on && (
          <section className={styles.section} aria-labelledby="registration">
            <h2 id="registration">{t.registration.title}</h2>
            <p>
              {t.registration.due}: {formatDate(registration.due_on)}. {standing(registration, t)}
            </p>
          </section>
        )}
      </div>
      <InviteDialog organisation={organisation} opened={open} onClose={dialog.close} />
    </>
  );
}
