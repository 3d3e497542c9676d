import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { Icon } from "~/components/icons/Icon";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { useSubmission } from "~/lib/api/submission";
import type { Submission } from "~/lib/api/types";
import { formatDate, formatInstant, MOSCOW, timeIn } from "~/lib/dates";
import { usePeriodLabel } from "~/lib/names";
import { formatSize } from "~/lib/numbers";
import { serverNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import styles from "./ReceiptPage.module.css";

/** Proof of having filed: to read, to print on A4, and to download as it was signed. */
export function ReceiptPage(): ReactElement {
  const { id = "" } = useParams();
  return <QueryStates query={useSubmission(id)}>{(submission) => <Receipt submission={submission} />}</QueryStates>;
}

function Receipt({ submission }: { submission: Submission }): ReactElement {
  const t = useTexts();
  const { form, member, deemed_received_on: deemed } = submission;
  const period = usePeriodLabel()(submission.period);
  const received = `${formatInstant(submission.received_at)}:${timeIn(submission.received_at, MOSCOW, true).slice(-2)}`;
  const facts: [string, string, boolean?][] = [
    [t.receipt.number, submission.registration_number],
    [t.receipt.member, `${member.name}, ИНН ${member.inn}`],
    [t.receipt.report, `${form.title} (${form.code})`],
    [t.receipt.period, period],
    [t.receipt.file, `${submission.file_name}, ${formatSize(submission.size)}`],
    [t.receipt.hash, submission.sha256, true],
    [t.receipt.received, `${received} ${t.shell.moscow}`],
    [t.receipt.deemed, deemed ? formatDate(deemed) : "—"],
    [t.receipt.by, submission.submitted_by],
    [t.receipt.status, t.statuses.labels[submission.status]],
  ];
  return (
    <div className={styles.receipt}>
      <PageHeader
        title={t.receipt.title}
        above={<BackLink to={`/reports/${submission.report_id}`}>{t.receipt.back}</BackLink>}
        actions={<Actions id={submission.id} />}
      />
      <dl className={styles.facts}>
        {facts.map(([name, value, mono]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={mono ? "mono" : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <Signature id={submission.id} />
      <p className="print-only">{t.receipt.formed(`${formatInstant(serverNow())} ${t.shell.moscow}`)}</p>
    </div>
  );
}

function Actions({ id }: { id: string }): ReactElement {
  const t = useTexts();
  return (
    <>
      <Button variant="default" component="a" href={`/api/v1/submissions/${id}/receipt`} download={`receipt-${id}.json`}>
        {t.receipt.download}
      </Button>
      <Button leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
        {t.receipt.print}
      </Button>
    </>
  );
}

function Signature({ id }: { id: string }): ReactElement {
  const t = useTexts();
  const query = useQuery({
    queryKey: keys.receipt(id),
    queryFn: () => dataOf(api.GET("/api/v1/submissions/{id}/receipt", { params: { path: { id } } })),
  });
  return (
    <QueryStates query={query}>
      {({ key_id: key, signature }) => (
        <dl className={styles.facts}>
          <div>
            <dt>{t.receipt.signature}</dt>
            <dd className="mono">{signature}</dd>
          </div>
          <div>
            <dt>{t.receipt.key}</dt>
            <dd className="mono">{key}</dd>
          </div>
        </dl>
      )}
    </QueryStates>
  );
}
