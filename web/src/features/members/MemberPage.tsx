import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Link, useParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { CardFacts } from "~/components/card/CardFacts";
import { CardHistory } from "~/components/card/CardHistory";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import type { OrganisationCard } from "~/lib/api/types";
import { useCard, useCardChanges } from "~/lib/cards";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { CardEditor } from "./CardEditor";
import { RequestToAnswer } from "./RequestToAnswer";
import { StepButtons } from "./StepButtons";
import styles from "./members.module.css";

/** The card of a member, for staff: facts, what the organisation asks for, decisions, history. */
export function MemberPage(): ReactElement {
  const { id = "" } = useParams();
  const t = useTexts();
  const query = useCard(id);
  // The card as it was when the editor was opened: what changes meanwhile must be told, not overwritten.
  const [editing, setEditing] = useState<OrganisationCard | null>(null);
  const mayEdit = useHasRole("sro_admin", "clerk");
  const card = query.data;
  return (
    <>
      <PageHeader
        title={card?.short_name ?? t.members.title}
        above={<BackLink to="/members">{t.memberCard.back}</BackLink>}
        below={
          card && (
            <span className={styles.state} data-state={card.status}>
              {t.members.statuses[card.status]}
            </span>
          )
        }
        actions={
          card &&
          !editing && (
            <>
              <Button component={Link} to={`/reports?show=all&member=${card.id}`} variant="default">
                {t.memberCard.reports}
              </Button>
              {mayEdit && <Button onClick={() => setEditing(card)}>{t.memberCard.edit}</Button>}
            </>
          )
        }
      />
      {editing ? (
        <CardEditor key={editing.revision} card={editing} newest={card} onClose={() => setEditing(null)} onReload={setEditing} />
      ) : (
        <QueryStates query={query}>
          {(shown) => (
            <>
              <Waiting id={id} />
              <CardFacts card={shown} />
              {mayEdit && <StepButtons card={shown} />}
              <CardHistory id={id} />
            </>
          )}
        </QueryStates>
      )}
    </>
  );
}

function Waiting({ id }: { id: string }): ReactElement | null {
  const t = useTexts().memberCard;
  const query = useCardChanges({ state: "open", member: id });
  const change = query.data?.pages[0]?.items[0];
  return change ? <RequestToAnswer change={change} title={t.requests} /> : null;
}
