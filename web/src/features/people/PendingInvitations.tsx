import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { Failed, LoadingRows } from "~/components/states/QueryStates";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { Invitation } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { useInvitations, useResend, useWithdraw } from "./queries";
import { roleName } from "./wording";
import styles from "./people.module.css";

/** Invitations on their way: of one organisation, or of all for staff. */
export function PendingInvitations({ organisation }: { organisation: string | null }): ReactElement {
  const { access, common } = useTexts();
  const t = access.pending;
  const query = useInvitations(organisation);
  const items = query.data?.pages.flatMap((page) => page.items);
  const head = [t.who, ...(organisation ? [] : [t.organisation]), t.role, t.sent, t.until, t.act];
  return (
    <section className={styles.section} aria-labelledby="pending">
      <h2 id="pending">{t.title}</h2>
      {items ? (
        items.length === 0 ? (
          <p>{t.empty}</p>
        ) : (
          <Table caption={t.caption} captionHidden head={head.map((name) => <Head key={name}>{name}</Head>)}>
            {items.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} everywhere={organisation === null} />
            ))}
          </Table>
        )
      ) : query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <LoadingRows rows={2} />
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </section>
  );
}

function InvitationRow({ invitation, everywhere }: { invitation: Invitation; everywhere: boolean }): ReactElement {
  const { access } = useTexts();
  const t = access.pending;
  const [resend, withdraw] = [useResend(t.resent(invitation.email)), useWithdraw(t.withdrawn)];
  const failed = resend.error ?? withdraw.error;
  const until = formatInstant(invitation.expires_at);
  return (
    <Row>
      <RowHead label={t.who}>
        <span>
          {invitation.name}
          <span className={styles.small}>{invitation.email}</span>
        </span>
      </RowHead>
      {everywhere && <Cell label={t.organisation}>{invitation.organisation.name}</Cell>}
      <Cell label={t.role}>{roleName(invitation.role, access)}</Cell>
      <Cell label={t.sent}>
        <span>
          {t.sentBy(formatInstant(invitation.invited_at), invitation.invited_by)}
          {invitation.undelivered && <span className={styles.late}> {t.undelivered}</span>}
          {invitation.issues > 1 && <span className={styles.small}>{t.again(invitation.issues)}</span>}
        </span>
      </Cell>
      <Cell label={t.until}>
        {invitation.state === "expired" ? <span className={styles.late}>{t.expired(until)}</span> : until}
      </Cell>
      <Cell label={t.act}>
        {failed && <ProblemAlert error={failed} />}
        <span className={styles.acts}>
          <Button
            variant="default"
            size="sm"
            aria-label={t.resendOf(invitation.email)}
            loading={resend.isPending}
            onClick={() => resend.mutate(invitation.id)}
          >
            {t.resend}
          </Button>
          <Button
            variant="default"
            size="sm"
            aria-label={t.withdrawOf(invitation.email)}
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate(invitation.id)}
          >
            {t.withdraw}
          </Button>
        </span>
      </Cell>
    </Row>
  );
}
