import { Button } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { QueryStates } from "~/components/states/QueryStates";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { ApiKey } from "~/lib/api/types";
import { dateIn, formatDate, formatInstant } from "~/lib/dates";
import { serverNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import type { Texts } from "~/locales/ru";
import { NewApiKey } from "./NewApiKey";
import { useApiKeys, useRevokeApiKey } from "./queries";
import { Section } from "./Section";

export function ApiKeys(): ReactElement {
  const t = useTexts().security.keys;
  const query = useApiKeys();
  const [making, setMaking] = useState(false);
  const head = [t.name, t.begins, t.scopes, t.until, t.used, t.state];
  return (
    <Section title={t.title}>
      <p className="muted">{t.lead}</p>
      <QueryStates query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t.empty}</p>
          ) : (
            <Table caption={t.caption} captionHidden head={head.map((name) => <Head key={name}>{name}</Head>)}>
              {items.map((key) => (
                <KeyRow key={key.id} apiKey={key} />
              ))}
            </Table>
          )
        }
      </QueryStates>
      {making ? <NewApiKey onDone={() => setMaking(false)} /> : <Button onClick={() => setMaking(true)}>{t.create}</Button>}
    </Section>
  );
}

function ended(key: ApiKey, t: Texts["security"]["keys"]): string | null {
  if (key.revoked_at) return t.revoked;
  return new Date(key.expires_at) <= serverNow() ? t.over : null;
}

function KeyRow({ apiKey }: { apiKey: ApiKey }): ReactElement {
  const t = useTexts().security.keys;
  const revoke = useRevokeApiKey(t.revokedNow);
  return (
    <Row>
      <RowHead label={t.name}>{apiKey.name}</RowHead>
      <Cell label={t.begins}>
        <span className="mono">{apiKey.hint}…</span>
      </Cell>
      <Cell label={t.scopes}>{apiKey.scopes.map((scope) => t.scopeNames[scope]).join(", ")}</Cell>
      <Cell label={t.until}>{formatDate(dateIn(apiKey.expires_at))}</Cell>
      <Cell label={t.used}>{apiKey.last_used_at ? formatInstant(apiKey.last_used_at) : t.never}</Cell>
      <Cell label={t.state}>
        {ended(apiKey, t) ?? (
          <Button
            variant="default"
            size="sm"
            aria-label={t.revokeOf(apiKey.name)}
            loading={revoke.isPending}
            onClick={() => revoke.mutate(apiKey.id)}
          >
            {t.revoke}
          </Button>
        )}
      </Cell>
    </Row>
  );
}
