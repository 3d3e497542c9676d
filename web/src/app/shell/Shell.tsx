import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { Link } from "react-router";
import { UploadsLayer } from "~/features/reports/UploadsLayer";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { Me } from "~/lib/api/types";
import { isStaff } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { Connection } from "./Connection";
import { Footer } from "./Footer";
import { Logo } from "./Logo";
import { Menu } from "./Menu";
import { NewsRegion } from "./NewsRegion";
import { OldPassword } from "./OldPassword";
import { TopBar } from "./TopBar";
import styles from "./Shell.module.css";

function useUnread(me: Me): number {
  const query = useQuery({
    queryKey: [...keys.notices, "count"],
    queryFn: () => dataOf(api.GET("/api/v1/notices", { params: { query: { unread: true, limit: 1 } } })),
    refetchInterval: 60_000,
    enabled: !me.withheld && !me.rules_due,
  });
  return query.data?.unread_count ?? 0;
}

export function Shell({ me, children }: { me: Me; children: ReactNode }): ReactElement {
  const t = useTexts();
  const [open, drawer] = useDisclosure(false);
  const [staff, unread] = [isStaff(me), useUnread(me)];
  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#content">
        {t.shell.skip}
      </a>
      <div className={styles.frame}>
        <div className={`no-print ${styles.rail}`} data-rail>
          <Menu staff={staff} unread={unread}>
            <Link to="/" className={styles.brand} aria-label={`${t.shell.product}. ${t.shell.home}`}>
              <Logo />
              <span className={styles.name}>{t.shell.product}</span>
            </Link>
          </Menu>
        </div>
        <div className={styles.column}>
          <TopBar me={me} onMenu={drawer.open} />
          <Connection />
          {me.password_expired && <OldPassword />}
          <main id="content" className={styles.main} tabIndex={-1}>
            {children}
          </main>
          <Footer />
        </div>
      </div>
      <UploadsLayer enabled={!staff} />
      <NewsRegion />
      <Drawer
        opened={open}
        onClose={drawer.close}
        title={t.shell.product}
        size="18rem"
        closeButtonProps={{ "aria-label": t.shell.closeMenu, size: "lg" }}
      >
        <Menu staff={staff} unread={unread} onChoose={drawer.close} />
      </Drawer>
    </div>
  );
}
