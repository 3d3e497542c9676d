/** Files on their way, for as long as the page is open: they go on when one walks to another page of the cabinet. */
import { keys } from "~/lib/api/keys";
import { asProblem, type Problem } from "~/lib/api/problem";
import type { Receipt, Recognised } from "~/lib/api/types";
import { sendFile } from "~/lib/api/upload";
import { say } from "~/lib/news";
import { forgetPrecheck } from "~/lib/precheck";
import { queryClient } from "~/lib/queryClient";
import { Store, useStore } from "~/lib/store";
import { texts } from "~/lib/texts";

export type Upload =
  | { phase: "sending"; file: File; percent: number; stop: AbortController }
  | { phase: "refused"; file: File; problem: Problem }
  | { phase: "received"; file: File; receipt: Receipt; judged: boolean };

/** A file that was dropped beside the rows: which report is it? */
export type Dropped =
  | { phase: "recognising"; file: File }
  | { phase: "recognised"; file: File; answer: Recognised }
  | { phase: "unknown"; file: File; problem: Problem };

const uploads = new Store<Readonly<Record<string, Upload>>>({});
const dropped = new Store<Dropped | null>(null);

export function useUploads(): Readonly<Record<string, Upload>> {
  return useStore(uploads);
}

export function useDropped(): Dropped | null {
  return useStore(dropped);
}

function put(reportId: string, upload: Upload): void {
  uploads.update((all) => ({ ...all, [reportId]: upload }));
}

export function dismissUpload(reportId: string): void {
  uploads.update((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== reportId)));
}

export function dismissDropped(): void {
  dropped.set(null);
}

/** Nothing of one person's uploads is shown to the next one on a shared computer. */
export function forgetUploads(): void {
  for (const upload of Object.values(uploads.get())) if (upload.phase === "sending") upload.stop.abort();
  uploads.set({});
  dropped.set(null);
  forgetPrecheck();
}

/** Send a file to a report. What comes of it is told by `useUploads`; never rejects. */
export async function startUpload(reportId: string, file: File): Promise<void> {
  const stop = new AbortController();
  const url = `/api/v1/reports/${encodeURIComponent(reportId)}/submissions`;
  put(reportId, { phase: "sending", file, percent: 0, stop });
  say(texts().upload.sendingStart(file.name));
  try {
    const onProgress = (percent: number) => put(reportId, { phase: "sending", file, percent, stop });
    const receipt = await sendFile<Receipt>(url, file, { onProgress, signal: stop.signal });
    put(reportId, { phase: "received", file, receipt, judged: false });
    say(texts().upload.received(receipt.registration_number));
    await refresh(reportId);
  } catch (error) {
    if (stop.signal.aborted) dismissUpload(reportId);
    else put(reportId, { phase: "refused", file, problem: asProblem(error) });
  }
}

/** The verdict on an uploaded file is there. */
export function markJudged(reportId: string): void {
  const upload = uploads.get()[reportId];
  if (upload?.phase !== "received" || upload.judged) return;
  put(reportId, { ...upload, judged: true });
  void refresh(reportId);
}

async function refresh(reportId: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.reports }),
    queryClient.invalidateQueries({ queryKey: keys.report(reportId) }),
  ]);
}

/** Ask which report a file belongs to. The answer is told by `useDropped`; never rejects. */
export async function recognise(file: File): Promise<void> {
  dropped.set({ phase: "recognising", file });
  try {
    const answer = await sendFile<Recognised>("/api/v1/uploads/recognise", file);
    dropped.set({ phase: "recognised", file, answer });
  } catch (error) {
    dropped.set({ phase: "unknown", file, problem: asProblem(error) });
  }
}
