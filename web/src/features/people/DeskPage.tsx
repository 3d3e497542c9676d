import type { ReactElement } from "react";
import { PageHeader } from "~/components/PageHeader";
import { useTexts } from "~/lib/texts";
import { AccessRequests } from "./AccessRequests";
import { PendingInvitations } from "./PendingInvitations";
import { PublishRules } from "./PublishRules";
import { Registrations } from "./Registrations";
import styles from "./people.module.css";

/** «Доступ»: what the SRO decides on the way in. */
export function DeskPage(): ReactElement {
  const t = useTexts().access.desk;
  return (
    <>
      <PageHeader title={t.title} />
      <div className={styles.sections}>
        <AccessRequests />
        <PendingInvitations organisation={null} />
        <Registrations />
        <PublishRules />
      </div>
    </>
  );
}
