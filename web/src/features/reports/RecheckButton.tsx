import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { useTexts } from "~/lib/texts";

/** Staff: check the current version again under the rules in force; the verdict given earlier stays. */
export function RecheckButton({ reportId, submissionId }: { reportId: string; submissionId: string }): ReactElement {
  const t = useTexts();
  const client = useQueryClient();
  const recheck = useMutation({
    mutationFn: () => dataOf(api.POST("/api/v1/submissions/{id}/recheck", { params: { path: { id: submissionId } } })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.report(reportId) }),
        client.invalidateQueries({ queryKey: keys.submission(submissionId) }),
        client.invalidateQueries({ queryKey: keys.reports }),
      ]),
  });
  return (
    <>
      {recheck.isError && <ProblemAlert error={recheck.error} />}
      <Button variant="default" loading={recheck.isPending} onClick={() => recheck.mutate()}>
        {t.report.recheck}
      </Button>
    </>
  );
}
