import type { ReactElement } from "react";
import { NavLink } from "react-router";
import { useHasRole } from "~/lib/session";
import type { Role } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import type { Texts } from "~/locales/ru";
import styles from "./TabNav.module.css";

/** A part of a page with an address of its own; the application says which feature fills it. */
export interface Tab {
  /** Relative to the page; empty for the part that the page opens with. */
  path: string;
  label: (t: Texts) => string;
  /** Who sees it; everybody who sees the page without it. */
  roles?: readonly Role[];
  /** Whether it makes sense for what the page is about. */
  shown?: (about: Subject) => boolean;
}

/** What a tab is told of its page: the state of a rule set, or what a form accepts. */
export type Subject = Record<string, string | boolean | number | null>;

/** Links to the parts of a page. They are links, not `tablist`: each has an address that can be sent and reloaded. */
export function TabNav({ tabs, about, label }: { tabs: readonly Tab[]; about: Subject; label: string }): ReactElement {
  const shown = tabs.filter((tab) => tab.shown?.(about) ?? true);
  return (
    <nav className={`no-print ${styles.nav ?? ""}`} aria-label={label}>
      <ul>
        {shown.map((tab) => (
          <TabItem key={tab.path} tab={tab} />
        ))}
      </ul>
    </nav>
  );
}

function TabItem({ tab }: { tab: Tab }): ReactElement | null {
  const t = useTexts();
  const allowed = useHasRole(...(tab.roles ?? []));
  if (tab.roles && !allowed) return null;
  return (
    <li>
      <NavLink to={tab.path} end={tab.path === ""} replace preventScrollReset>
        {tab.label(t)}
      </NavLink>
    </li>
  );
}
