import type { IconName } from "~/components/icons/Icon";
import type { Texts } from "~/locales/ru";

export interface MenuItem {
  to: string;
  icon: IconName;
  text: string;
  /** Stands under a heading of this text. */
  under?: string;
  badge?: number;
}

/** `answers`: whether this person answers disputes; `registrar`: keeps the register and lets people in. */
export interface MenuFacts {
  staff: boolean;
  unread: number;
  answers: boolean;
  registrar: boolean;
}

/** What a member and the SRO's staff find in the left menu. A part that does not exist yet has no entry. */
export function menuItems(t: Texts, { staff, unread, answers, registrar }: MenuFacts): { own: MenuItem[]; sro: MenuItem[] } {
  const { nav } = t.shell;
  const own: MenuItem[] = [
    { to: "/", icon: "calendar", text: nav.calendar },
    { to: "/reports", icon: "reports", text: nav.reports },
    { to: "/messages/inbox", icon: "inbox", text: nav.inbox, under: nav.messages, badge: unread },
  ];
  if (!staff) {
    const mine: MenuItem[] = [
      { to: "/organisation", icon: "organisation", text: nav.organisation },
      { to: "/organisation/people", icon: "members", text: t.access.people.nav },
    ];
    return { own: [...own, ...mine], sro: [] };
  }
  const sro: MenuItem[] = [
    { to: "/members", icon: "members", text: nav.members },
    ...(registrar ? [{ to: "/access-desk", icon: "key", text: t.access.desk.nav } as const] : []),
    { to: "/forms", icon: "forms", text: nav.forms },
    ...(answers ? [{ to: "/disputes", icon: "scales", text: t.disputes.nav } as const] : []),
    { to: "/periods", icon: "periods", text: nav.periods },
    { to: "/journal", icon: "journal", text: t.journal.nav },
  ];
  return { own, sro };
}
