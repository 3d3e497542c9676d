import type { QueryClient } from "@tanstack/react-query";
import { keys } from "./api/keys";
import type { LiveEvent } from "./api/types";
import { Store, useStore } from "./store";

/** `live`: changes arrive by themselves. `polling`: the stream is down, and whoever waits for a verdict asks. */
export type LiveState = "connecting" | "live" | "polling";

const state = new Store<LiveState>("connecting");
const HIDDEN_MS = 20_000;
const RETRY_MS = 10_000;

export function useLiveState(): LiveState {
  return useStore(state);
}

/** How often something that is about to change is asked for, in milliseconds. */
export function useWaitInterval(): number {
  return useLiveState() === "live" ? 10_000 : 1_500;
}

const STALE: Record<string, readonly (readonly unknown[])[]> = {
  submission: [keys.reports, keys.anyReport, keys.calendar, keys.disputes],
  // Requests to change a card are told by notices, and their answers too.
  notice: [keys.notices, keys.cardChanges, keys.anyMember],
  calendar: [keys.calendar],
};

/** Follow the server's events and mark as stale what they name. Returns the end of it. */
export function followLive(client: QueryClient): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function refresh(kind: string, raw: string): void {
    for (const queryKey of STALE[kind] ?? []) void client.invalidateQueries({ queryKey });
    const { id } = JSON.parse(raw) as LiveEvent;
    if (kind === "submission" && id) void client.invalidateQueries({ queryKey: keys.submission(id) });
  }

  function open(): void {
    clearTimeout(timer);
    if (source) return;
    source = new EventSource("/api/v1/live");
    source.onopen = () => {
      // What happened while the stream was down was not told.
      if (state.get() === "polling") void client.invalidateQueries();
      state.set("live");
    };
    source.onerror = () => {
      state.set("polling");
      // The browser tries again by itself, except after a refusal.
      if (source?.readyState === EventSource.CLOSED) {
        close();
        timer = setTimeout(open, RETRY_MS);
      }
    };
    for (const kind of Object.keys(STALE)) {
      source.addEventListener(kind, (event) => refresh(kind, (event as MessageEvent<string>).data));
    }
    source.addEventListener("reset", () => void client.invalidateQueries());
  }

  function close(): void {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  /** A browser allows six connections to a server: hidden pages must not hold them all. */
  function onVisibility(): void {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(rest, HIDDEN_MS);
    else open();
  }

  function rest(): void {
    close();
    state.set("polling");
  }

  open();
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    close();
    state.set("connecting");
  };
}
