import type { ReactElement } from "react";
import { useNavigate } from "react-router";
import { DisputeSlot } from "~/features/disputes/DisputeSlot";
import type { FindingActionsProps } from "~/features/findings/FindingActions";
import { FindingsPage } from "~/features/findings/FindingsPage";
import { PrecheckPage } from "~/features/findings/precheck/PrecheckPage";
import { startUpload } from "~/features/reports/uploads";

const disputes = ({ finding, submissionId }: FindingActionsProps): ReactElement => (
  <DisputeSlot code={finding.code} submissionId={submissionId} />
);

/** What the triggers found, with what can be said to each of them. */
export function Findings(): ReactElement {
  return <FindingsPage actions={disputes} />;
}

/** A check without handing in; the very file is handed in by one press. */
export function PrecheckOfReport(): ReactElement {
  const navigate = useNavigate();
  return (
    <PrecheckPage
      onHandIn={(reportId, file) => {
        void startUpload(reportId, file);
        void navigate(`/reports/${reportId}`);
      }}
    />
  );
}
