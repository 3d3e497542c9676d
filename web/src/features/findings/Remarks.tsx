import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { RemarksTable } from "~/components/remarks/RemarksTable";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { useTexts } from "~/lib/texts";
import styles from "./Remarks.module.css";

/** Remarks on the structure of the file, beside its verdict: they change no status, and say so. */
export function Remarks({ submissionId }: { submissionId: string }): ReactElement | null {
  const t = useTexts().remarks;
  const query = useQuery({
    queryKey: keys.remarks(submissionId),
    queryFn: async () =>
      (await dataOf(api.GET("/api/v1/submissions/{id}/remarks", { params: { path: { id: submissionId } } }))).items,
  });
  if (!query.data || query.data.length === 0) return null;
  return (
    <details className={styles.remarks}>
      <summary>
        <h2>{t.title(query.data.length)}</h2>
      </summary>
      <p>{t.lead}</p>
      <RemarksTable remarks={query.data} />
    </details>
  );
}
