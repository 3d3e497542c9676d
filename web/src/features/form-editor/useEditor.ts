import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { keys } from "~/lib/api/keys";
import type { FieldError, FormContent, FormDraft } from "~/lib/api/types";
import { saveDraft } from "./queries";

const PAUSE_MS = 1200;

/** What changes, or what it becomes from what is there now. */
export type Change = (part: Partial<FormContent> | ((content: FormContent) => Partial<FormContent>)) => void;

export type Saving = "saved" | "dirty" | "saving" | "failed";

export interface Editor {
  content: FormContent;
  problems: FieldError[];
  state: Saving;
  error: unknown;
  savedAt: string;
  change: Change;
  /** Save what is not saved yet. Resolves to the revision that is then kept; rejects when it could not be kept. */
  flush: () => Promise<number>;
}

/** A draft in the hands of one person: written at once, saved after a short pause, never over somebody else's. */
export function useEditor(draft: FormDraft): Editor {
  const client = useQueryClient();
  const [content, setContent] = useState(draft.content);
  const [kept, setKept] = useState(draft);
  const [state, setState] = useState<Saving>("saved");
  const [error, setError] = useState<unknown>(null);
  const now = useRef({ content: draft.content, revision: draft.revision, dirty: false });
  const running = useRef<Promise<number> | null>(null);
  const { code } = draft;

  const flush = useCallback(async (): Promise<number> => {
    // One saving after another: each needs the revision that the last one gave.
    while (running.current) await running.current;
    if (!now.current.dirty) return now.current.revision;
    now.current.dirty = false;
    setState("saving");
    const saving = saveDraft(code, now.current.revision, now.current.content).then((saved) => {
      now.current.revision = saved.revision;
      client.setQueryData(keys.formDraft(code), saved);
      setKept(saved);
      setError(null);
      setState(now.current.dirty ? "dirty" : "saved");
      return saved.revision;
    });
    running.current = saving;
    try {
      return await saving;
    } catch (failure) {
      now.current.dirty = true;
      setError(failure);
      setState("failed");
      throw failure;
    } finally {
      running.current = null;
    }
  }, [client, code]);

  const change: Change = useCallback((part) => {
    const { content: before } = now.current;
    const next = { ...before, ...(typeof part === "function" ? part(before) : part) };
    now.current.content = next;
    now.current.dirty = true;
    setContent(next);
    setState("dirty");
  }, []);

  useEffect(() => {
    if (state !== "dirty") return;
    const timer = setTimeout(() => void flush().catch(() => undefined), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [state, content, flush]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (now.current.dirty) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      // Left by a link within the pause: what was written is saved all the same.
      void flush().catch(() => undefined);
    };
  }, [flush]);

  return { content, problems: kept.problems, state, error, savedAt: kept.saved_at, change, flush };
}
