import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { useMe } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { MemberCardView } from "./MemberCardView";

/** «Организация»: the member's own card in the register. */
export function OrganisationPage(): ReactElement {
  const t = useTexts();
  const organisation = useMe().data?.organisation;
  return (
    <>
      <PageHeader title={t.organisation.title} below={organisation ? t.organisation.note : undefined} />
      {organisation ? (
        <OwnCard id={organisation.id} />
      ) : (
        <p>
          {t.organisation.none} <Link to="/members">{t.organisation.toMembers}</Link>
        </p>
      )}
    </>
  );
}

function OwnCard({ id }: { id: string }): ReactElement {
  const query = useQuery({
    queryKey: keys.member(id),
    queryFn: () => dataOf(api.GET("/api/v1/members/{id}", { params: { path: { id } } })),
  });
  return <QueryStates query={query}>{(card) => <MemberCardView card={card} />}</QueryStates>;
}
