import { Button } from "@mantine/core";
import { useEffect, type ReactElement } from "react";
import { Link, useLocation } from "react-router";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import type { OfferedInvitation } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { useMe } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { JoinForm } from "./JoinForm";
import { NewcomerForm } from "./NewcomerForm";
import { secretOf, useOffer } from "./queries";
import styles from "./access.module.css";

/** The page of the link in the mail: who is invited where, and what is left to do. */
export function InvitationPage(): ReactElement {
  const { access, shell } = useTexts();
  const t = access.invitation;
  const secret = secretOf(useLocation().hash);
  useEffect(() => {
    document.title = `${t.title} — ${shell.product}`;
  }, [t, shell]);
  return (
    <>
      <h1>{t.title}</h1>
      {secret ? <Offer secret={secret} /> : <StateView mark="empty" title={t.noLink} text={t.noLinkText} />}
    </>
  );
}

function Offer({ secret }: { secret: string }): ReactElement {
  const query = useOffer(secret);
  return (
    <QueryStates query={query}>
      {(offer) => (
        <>
          <Facts offer={offer} />
          {offer.signs_in ? <AsKnown offer={offer} secret={secret} /> : <NewcomerForm offer={offer} secret={secret} />}
        </>
      )}
    </QueryStates>
  );
}

function Facts({ offer }: { offer: OfferedInvitation }): ReactElement {
  const { invitation, roles } = useTexts().access;
  const role = offer.role === "member_admin" ? roles.member_admin : roles.member_user;
  return (
    <div className={styles.fact}>
      <p>{invitation.invites(offer.organisation, role)}</p>
      {offer.valid_from && <p>{invitation.from(formatDate(offer.valid_from))}</p>}
      {offer.valid_until && <p>{invitation.until(formatDate(offer.valid_until))}</p>}
    </div>
  );
}

/** Somebody who gets in already accepts once signed in: a link alone must not open an account with more behind it. */
function AsKnown({ offer, secret }: { offer: OfferedInvitation; secret: string }): ReactElement | null {
  const t = useTexts().access.invitation;
  const me = useMe();
  const { pathname, hash } = useLocation();
  if (me.isPending) return null;
  const back = { from: pathname + hash };
  if (!me.data) {
    return (
      <div className={styles.done}>
        <p>{t.signIn}</p>
        <Button component={Link} to="/login" state={back} size="md">
          {t.toSignIn}
        </Button>
      </div>
    );
  }
  if (me.data.person.email !== offer.email) {
    return <p role="alert">{t.asAnother(me.data.person.email)}</p>;
  }
  return <JoinForm offer={offer} secret={secret} name={me.data.person.name} />;
}
