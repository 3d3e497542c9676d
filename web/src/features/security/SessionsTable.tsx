import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { QueryStates } from "~/components/states/QueryStates";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { SessionInfo } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { browserOf } from "./browsers";
import { useEndSession, useSessions } from "./queries";
import { Section } from "./Section";

export function SessionsTable(): ReactElement {
  const t = useTexts().security.sessions;
  const query = useSessions();
  const head = [t.device, t.address, t.opened, t.seen, t.act];
  return (
    <Section title={t.title}>
      <QueryStates query={query}>
        {({ items }) => (
          <Table caption={t.caption} captionHidden head={head.map((name) => <Head key={name}>{name}</Head>)}>
            {items.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Table>
        )}
      </QueryStates>
    </Section>
  );
}

function SessionRow({ session }: { session: SessionInfo }): ReactElement {
  const t = useTexts().security.sessions;
  const end = useEndSession(t.ended);
  const device = browserOf(session.user_agent) ?? t.unknown;
  return (
    <Row>
      <RowHead label={t.device}>{device}</RowHead>
      <Cell label={t.address}>{session.address || "—"}</Cell>
      <Cell label={t.opened}>{formatInstant(session.opened_at)}</Cell>
      <Cell label={t.seen}>{formatInstant(session.last_seen_at)}</Cell>
      <Cell label={t.act}>
        {session.current ? (
          t.current
        ) : (
          <Button
            variant="default"
            size="sm"
            aria-label={t.endOf(device)}
            loading={end.isPending}
            onClick={() => end.mutate(session.id)}
          >
            {t.end}
          </Button>
        )}
      </Cell>
    </Row>
  );
}
