import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Link } from "react-router";
import { CardFacts } from "~/components/card/CardFacts";
import { CardHistory } from "~/components/card/CardHistory";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import type { OrganisationCard } from "~/lib/api/types";
import { useCard, useCardChanges } from "~/lib/cards";
import { useMe } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { AskForm } from "./AskForm";
import { OwnRequests } from "./OwnRequests";

/** «Сведения об организации»: the member's own card, and what it asks to have changed. */
export function OrganisationPage(): ReactElement {
  const t = useTexts();
  const organisation = useMe().data?.organisation;
  if (organisation) return <Own id={organisation.id} />;
  return (
    <>
      <PageHeader title={t.organisationCard.title} />
      <p>
        {t.organisation.none} <Link to="/members">{t.organisation.toMembers}</Link>
      </p>
    </>
  );
}

function Own({ id }: { id: string }): ReactElement {
  const t = useTexts().organisationCard;
  const card = useCard(id);
  const waiting = useCardChanges({ state: "open", member: id });
  // The card as it was when the form was opened: what changes meanwhile must be told, not overwritten.
  const [asking, setAsking] = useState<OrganisationCard | null>(null);
  const mayAsk = card.data && !asking && waiting.data?.pages[0]?.items.length === 0;
  return (
    <>
      <PageHeader
        title={asking ? t.askTitle : t.title}
        below={asking ? t.askNote : t.note}
        actions={mayAsk && <Button onClick={() => setAsking(card.data)}>{t.ask}</Button>}
      />
      {asking ? (
        <AskForm key={asking.revision} card={asking} newest={card.data} onClose={() => setAsking(null)} onReload={setAsking} />
      ) : (
        <QueryStates query={card}>
          {(shown) => (
            <>
              <OwnRequests id={id} />
              <CardFacts card={shown} />
              <CardHistory id={id} />
            </>
          )}
        </QueryStates>
      )}
    </>
  );
}
