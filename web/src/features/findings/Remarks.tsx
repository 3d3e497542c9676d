import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { RemarksTable } from "~/components/remarks/RemarksTable";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { StructureRemark } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import styles from "./Remarks.module.css";

/** Remarks on the structure of the file, beside its verdict: they change no status, and say so. */
export function Remarks({ submissionId }: { submissionId: string }): ReactElement | null {
  const query = useQuery({
    queryKey: keys.remarks(submissionId),
    queryFn: async () =>
      (await dataOf(api.GET("/api/v1/submissions/{id}/remarks", { params: { path: { id: submissionId } } }))).items,
  });
  return query.data ? <RemarksList remarks={query.data} /> : null;
}

/** Remarks that are at hand: of a file that was only looked at. */
export function RemarksList({ remarks }: { remarks: StructureRemark[] }): ReactElement | null {
  const t = useTexts().remarks;
  if (remarks.length === 0) return null;
  return (
    <details className={styles.remarks}>
      <summary>
        <h2>{t.title(remarks.length)}</h2>
      </summary>
      <p>{t.lead}</p>
      <RemarksTable remarks={remarks} />
    </details>
  );
}
