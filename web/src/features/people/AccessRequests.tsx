import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useState, type ReactElement, type SyntheticEvent } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { Failed, LoadingRows } from "~/components/states/QueryStates";
import { Cell, Head, Row, RowHead, Table } from "~/components/table/Table";
import type { AccessRequest, AccessRequestState } from "~/lib/api/types";
import { formatInstant } from "~/lib/dates";
import { useTexts } from "~/lib/texts";
import { useAccessRequests, useApprove, useRefuse } from "./queries";
import styles from "./people.module.css";

export function AccessRequests(): ReactElement {
  const { access, common } = useTexts();
  const t = access.desk;
  const [state, setState] = useState<AccessRequestState>("waiting");
  const query = useAccessRequests(state);
  const items = query.data?.pages.flatMap((page) => page.items);
  const states: Record<AccessRequestState, string> = { waiting: t.waiting, approved: t.approvedOnes, refused: t.refusedOnes };
  return (
    <section className={styles.section} aria-labelledby="requests">
      <h2 id="requests">{t.requests}</h2>
      <NativeSelect
        w="14rem"
        label={t.state}
        value={state}
        data={Object.entries(states).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setState(event.currentTarget.value as AccessRequestState)}
      />
      {items ? (
        <Requests items={items} />
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

function Requests({ items }: { items: AccessRequest[] }): ReactElement {
  const t = useTexts().access.desk;
  if (items.length === 0) return <p>{t.requestsEmpty}</p>;
  const head = [t.who, t.organisation, t.placed, t.act];
  return (
    <Table caption={t.requestsCaption} captionHidden head={head.map((name) => <Head key={name}>{name}</Head>)}>
      {items.map((request) => (
        <RequestRow key={request.id} request={request} />
      ))}
    </Table>
  );
}

function RequestRow({ request }: { request: AccessRequest }): ReactElement {
  const t = useTexts().access.desk;
  return (
    <Row>
      <RowHead label={t.who}>
        <span>
          {request.name}
          <span className={styles.small}>{request.email}</span>
          {request.position && <span className={styles.small}>{request.position}</span>}
          {request.known && <span className={styles.small}>{t.known}</span>}
        </span>
      </RowHead>
      <Cell label={t.organisation}>
        <span>
          {request.organisation}
          <span className={styles.small}>
            {t.inn} {request.inn}, {request.registered ? t.registered(request.registered.name) : t.unregistered}
          </span>
          {request.comment && <span className={styles.small}>{request.comment}</span>}
        </span>
      </Cell>
      <Cell label={t.placed}>{formatInstant(request.placed_at)}</Cell>
      <Cell label={t.act}>{request.state === "waiting" ? <Decision request={request} /> : (request.reason ?? "—")}</Cell>
    </Row>
  );
}

function Decision({ request }: { request: AccessRequest }): ReactElement {
  const t = useTexts().access.desk;
  const approve = useApprove(t.approved);
  const [refusing, setRefusing] = useState(false);
  return (
    <>
      {approve.isError && <ProblemAlert error={approve.error} />}
      <span className={styles.acts}>
        <Button
          size="sm"
          aria-label={t.approveOf(request.name)}
          loading={approve.isPending}
          onClick={() => approve.mutate(request.id)}
        >
          {t.approve}
        </Button>
        <Button variant="default" size="sm" aria-label={t.refuseOf(request.name)} onClick={() => setRefusing(true)}>
          {t.refuse}
        </Button>
      </span>
      {refusing && <RefuseDialog request={request} onClose={() => setRefusing(false)} />}
    </>
  );
}

function RefuseDialog({ request, onClose }: { request: AccessRequest; onClose: () => void }): ReactElement {
  const { access, common } = useTexts();
  const t = access.desk;
  const refuse = useRefuse(t.refused);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setMissing(!reason.trim());
    if (reason.trim()) refuse.mutate({ id: request.id, reason }, { onSuccess: onClose });
  }

  return (
    <Modal opened onClose={onClose} title={t.refuseTitle} closeButtonProps={{ "aria-label": common.close }}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {refuse.isError && <ProblemAlert error={refuse.error} />}
        <p>{request.name}</p>
        <TextInput
          label={t.reason}
          required
          maxLength={200}
          value={reason}
          error={missing ? access.request.needed : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" loading={refuse.isPending}>
          {t.refuse}
        </Button>
      </form>
    </Modal>
  );
}
