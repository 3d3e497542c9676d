import type { ReactElement } from "react";
import { Head, Table } from "~/components/table/Table";
import type { Report } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { ReportRow } from "./ReportRow";
import { useUploads } from "./uploads";
import styles from "./ReportsTable.module.css";

/** The columns of the SRO's instruction and ours, in their order. */
const COLUMNS = [
  "member",
  "name",
  "period",
  "reportingDate",
  "due",
  "submitted",
  "version",
  "status",
  "actor",
  "incoming",
] as const;

interface ReportsTableProps {
  caption: string;
  reports: Report[];
  staff: boolean;
}

export function ReportsTable({ caption, reports, staff }: ReportsTableProps): ReactElement {
  const { columns } = useTexts().reports;
  const uploads = useUploads();
  const names = COLUMNS.filter((name) => staff || name !== "member");
  const head = (
    <>
      {names.map((name) => (
        <Head key={name} data-column={name}>
          {columns[name]}
        </Head>
      ))}
      <Head className="no-print" data-column="actions">
        <span className="visually-hidden">{columns.actions}</span>
      </Head>
    </>
  );
  return (
    <Table
      wide
      caption={caption}
      captionHidden
      head={head}
      className={staff ? `${styles.table} ${styles.staff}` : styles.table}>
      {reports.map((report) => (
        <ReportRow
          key={report.id}
          report={report}
          upload={uploads[report.id]}
          staff={staff}
          columns={names.length + 1}
        />
      ))}
    </Table>
  );
}
