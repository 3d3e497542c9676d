import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { OpenPeriodForm } from "./OpenPeriodForm";

/** «Сроки»: open a period, so that every obliged member owes a report by its term. */
export function PeriodsPage(): ReactElement {
  const t = useTexts();
  const mayOpen = useHasRole("sro_admin");
  const forms = useQuery({ queryKey: keys.forms, queryFn: async () => (await dataOf(api.GET("/api/v1/forms"))).items });
  return (
    <>
      <PageHeader title={t.periods.title} below={mayOpen ? t.periods.lead : t.periods.onlyAdmin} />
      {mayOpen && <QueryStates query={forms}>{(items) => <OpenPeriodForm forms={items} />}</QueryStates>}
    </>
  );
}
