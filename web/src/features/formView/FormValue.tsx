import type { ReactElement } from "react";
import { Link } from "react-router";
import type { FormCell } from "~/lib/api/types";
import { formatDate } from "~/lib/dates";
import { formatDecimal, plainDecimal } from "~/lib/numbers";
import { useTexts } from "~/lib/texts";
import styles from "./FormBlockTable.module.css";

const ISO_DATE = /^\d{4}-\d\d-\d\d$/;

/** A value as people write it. */
export function written({ value, type }: Pick<FormCell, "value" | "type">): string {
  if (value === null) return "";
  if (type === "number") return formatDecimal(plainDecimal(value));
  return ISO_DATE.test(value) ? formatDate(value) : value;
}

/** What stands in a cell, and the triggers that speak of it. */
export function FormValue({ cell, codes, submissionId }: { cell: FormCell; codes: string[]; submissionId: string }): ReactElement {
  const t = useTexts().explaining.form;
  const title = cell.line === null ? undefined : t.lineOfFile(cell.line);
  return (
    <>
      {cell.value === null ? (
        <span className="muted">{t.absent}</span>
      ) : cell.value === "" ? (
        <span className="muted">{t.empty}</span>
      ) : (
        <span title={title} className={styles.text}>
          {written(cell)}
          {cell.cut && <span title={t.cut}>…</span>}
        </span>
      )}
      {codes.length > 0 && (
        <span className={styles.codes}>
          <span className="visually-hidden">{t.fired}</span>
          {codes.map((code) => (
            <Link key={code} to={`/submissions/${submissionId}#${encodeURIComponent(code)}`}>
              {code}
            </Link>
          ))}
        </span>
      )}
    </>
  );
}
