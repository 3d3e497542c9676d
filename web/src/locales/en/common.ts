import { enCount } from "~/lib/plural";
import type { Texts } from "../ru";

export const common: Texts["common"] = {
  loading: "Loading…",
  retry: "Try again",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  saved: "Saved",
  more: "Show more",
  show: "Show",
  hide: "Hide",
  no: "No",
  errorPrefix: "Error: ",
  failed: "Could not be loaded",
  offlineTitle: "No connection",
  offlineText: "Check the network. The page will load by itself once the connection is back.",
  trace: "Number for the SRO",
  unknownError: "The server answered in an unexpected way",
  networkError: "The server does not answer",
  networkErrorText: "Check the network and try again. If the network is fine, the failure is on our side.",
  workingDays: (n) => enCount(n, "working day"),
  version: (n) => `version ${String(n)}`,
  size: { b: "B", kb: "KB", mb: "MB" },
  none: "none",
};
