import type { Submission } from "~/lib/api/types";
import type { Texts } from "~/locales/ru";

export interface Stage {
  name: string;
  state: "done" | "now" | "next";
}

/** The stages of a check: received files have passed the look at their structure; the triggers follow. */
export function stages(status: Submission["status"], stage: string, t: Texts): Stage[] {
  const judged = status !== "checking";
  return [
    { name: t.upload.structure, state: "done" },
    { name: t.upload.triggers, state: judged ? "done" : stage === "queued" ? "next" : "now" },
  ];
}

/** What to say while one waits: nothing for 10 s, then the queue, after a minute that one need not wait here. */
export function waitNote(queue: Submission["queue"], seconds: number, t: Texts): string | null {
  if (seconds < 10) return null;
  if (seconds >= 60) return t.upload.slow;
  return queue ? `${t.upload.ahead(queue.position)}, ${t.upload.about(queue.eta_seconds)}` : null;
}
