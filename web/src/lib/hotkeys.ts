import { useEffect } from "react";
import { preferences } from "./preferences";

const WRITING = "input, textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=menu], dialog *, [role=dialog] *";
// The same keys of the Russian keyboard, so that nobody has to change the layout.
const RUSSIAN: Record<string, string> = { о: "j", л: "k", г: "u", ".": "/", ",": "?" };

export function keyOf(event: Pick<KeyboardEvent, "key" | "code">): string {
  if (event.code === "Slash") return event.key === "?" || event.key === "," ? "?" : "/";
  return RUSSIAN[event.key] ?? event.key;
}

/** Does what a key stands for; false: nothing to do, let the browser have it. */
type Action = () => boolean;

/** Single keys of a page. Never while one writes or with a modifier, and all off by one switch (WCAG 2.1.4). */
export function useHotkeys(actions: Record<string, Action>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (!preferences().hotkeys || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(WRITING)) return;
      const done = actions[keyOf(event)]?.() ?? false;
      if (done) event.preventDefault();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [actions]);
}
