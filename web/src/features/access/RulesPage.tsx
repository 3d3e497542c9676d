import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { PageHeader } from "~/components/PageHeader";
import { RulesText } from "~/components/rules/RulesText";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { formatInstant } from "~/lib/dates";
import { announce } from "~/lib/news";
import { isStaff, useMe } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { useAcceptRules, useRules } from "./queries";
import styles from "./access.module.css";

/** The rules of use: read and accepted. Stands before everything but reports when a new version is in force. */
export function RulesPage(): ReactElement {
  const t = useTexts().access.rules;
  const me = useMe().data;
  const query = useRules();
  const accept = useAcceptRules();
  return (
    <>
      <PageHeader title={t.title} below={me?.rules_due ? t.due : undefined} />
      <QueryStates query={query}>
        {({ rules, accepted_version, accepted_at }) => {
          if (!rules) return <StateView mark="empty" title={t.none} text={t.noneText} />;
          const accepted = accepted_version !== null && accepted_version >= rules.version;
          return (
            <div className={styles.rules}>
              {me?.rules_due && !isStaff(me) && (
                <p className={styles.fact}>
                  {t.reports} <Link to="/reports">{t.toReports}</Link>
                </p>
              )}
              <RulesText rules={rules} />
              {accept.isError && <ProblemAlert error={accept.error} />}
              {accepted && accepted_at ? (
                <p>{t.acceptedAt(formatInstant(accepted_at))}</p>
              ) : (
                <>
                  {!me?.rules_due && <p>{t.ahead}</p>}
                  <div>
                    <Button
                      loading={accept.isPending}
                      onClick={() => accept.mutate(rules.version, { onSuccess: () => announce(t.accepted) })}
                    >
                      {t.accept}
                    </Button>
                  </div>
                </>
              )}
            </div>
          );
        }}
      </QueryStates>
    </>
  );
}
