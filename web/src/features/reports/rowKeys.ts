import type { RefObject } from "react";

const ROWS = "tr[data-report]";

/** What the keys do with the rows of a page: the focused row is the chosen one. */
export function rowKeys(page: RefObject<HTMLElement | null>, open: (id: string) => void): Record<string, () => boolean> {
  const rows = () => [...(page.current?.querySelectorAll<HTMLElement>(ROWS) ?? [])];
  const chosen = () => document.activeElement?.closest<HTMLElement>(ROWS) ?? null;

  function step(by: 1 | -1): boolean {
    const all = rows();
    const at = all.findIndex((row) => row === chosen());
    const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    return next !== undefined;
  }

  return {
    j: () => step(1),
    k: () => step(-1),
    Enter() {
      // On a link or button of the row Enter means that link or button.
      const row = document.activeElement instanceof HTMLElement && document.activeElement.matches(ROWS) ? chosen() : null;
      if (row?.dataset.report) open(row.dataset.report);
      return row !== null;
    },
    u() {
      const button = chosen()?.querySelector<HTMLElement>("[data-upload]");
      button?.click();
      return button !== undefined && button !== null;
    },
  };
}
