import type { ReactElement } from "react";
import { PageHeader } from "~/components/PageHeader";
import { useHasRole, useMe } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { ApiKeys } from "./ApiKeys";
import { PasswordForm } from "./PasswordForm";
import { SecondFactor } from "./SecondFactor";
import { SessionsTable } from "./SessionsTable";
import styles from "./security.module.css";

/** «Безопасность»: password, second factor, sessions, and the keys of the organisation's programs. */
export function SecurityPage(): ReactElement {
  const t = useTexts().security;
  const me = useMe().data;
  const keepsKeys = useHasRole("member_admin") && !me?.withheld;
  return (
    <>
      <PageHeader title={t.title} below={me?.person.email} />
      {me?.withheld && (
        <p className={styles.withheld} role="status">
          {t.withheld}
        </p>
      )}
      <div className={styles.sections}>
        <SecondFactor />
        <PasswordForm />
        <SessionsTable />
        {keepsKeys && <ApiKeys />}
      </div>
    </>
  );
}
