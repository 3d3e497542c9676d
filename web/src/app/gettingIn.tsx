import type { ReactElement } from "react";
import { AccessRequestPage } from "~/features/access/AccessRequestPage";
import { InvitationPage } from "~/features/access/InvitationPage";
import { Welcome } from "~/features/session/Welcome";

/** The pages before the cabinet, in the frame of signing in. */
export function AccessRequest(): ReactElement {
  return (
    <Welcome>
      <AccessRequestPage />
    </Welcome>
  );
}

export function Invitation(): ReactElement {
  return (
    <Welcome>
      <InvitationPage />
    </Welcome>
  );
}
