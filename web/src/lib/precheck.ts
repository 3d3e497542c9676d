/** A file that is checked without being handed in: it lives in this page only, and is gone with it. */
import { asProblem, type Problem } from "./api/problem";
import type { Precheck } from "./api/types";
import { sendFile } from "./api/upload";
import { say } from "./news";
import { Store, useStore } from "./store";
import { texts } from "./texts";

export type Prechecking =
  | { phase: "checking"; reportId: string; file: File; percent: number; stop: AbortController }
  | { phase: "refused"; reportId: string; file: File; problem: Problem }
  | { phase: "done"; reportId: string; file: File; verdict: Precheck };

const checked = new Store<Prechecking | null>(null);

/** The check of this report's file, if the last one was of it. */
export function usePrecheck(reportId: string): Prechecking | null {
  const found = useStore(checked);
  return found?.reportId === reportId ? found : null;
}

/** Nothing of one person's files is shown to the next one on a shared computer. */
export function forgetPrecheck(): void {
  const found = checked.get();
  if (found?.phase === "checking") found.stop.abort();
  checked.set(null);
}

/** Check a file; what comes of it is told by `usePrecheck`. Never rejects. */
export async function startPrecheck(reportId: string, file: File): Promise<void> {
  forgetPrecheck();
  const stop = new AbortController();
  const url = `/api/v1/reports/${encodeURIComponent(reportId)}/precheck`;
  const put = (next: Prechecking): void => {
    // A check that was replaced by another has nothing more to say.
    if (!stop.signal.aborted) checked.set(next);
  };
  put({ phase: "checking", reportId, file, percent: 0, stop });
  say(texts().precheck.started(file.name));
  try {
    const onProgress = (percent: number): void => put({ phase: "checking", reportId, file, percent, stop });
    const verdict = await sendFile<Precheck>(url, file, { onProgress, signal: stop.signal });
    put({ phase: "done", reportId, file, verdict });
    say(texts().precheck.finished);
  } catch (error) {
    put({ phase: "refused", reportId, file, problem: asProblem(error) });
  }
}
