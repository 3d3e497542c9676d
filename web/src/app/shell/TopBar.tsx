import { ActionIcon, Button } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { Icon } from "~/components/icons/Icon";
import { LanguageSwitch } from "~/components/switches/LanguageSwitch";
import { VisionSwitch } from "~/components/switches/VisionSwitch";
import type { Me } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { PlaceSwitch } from "./PlaceSwitch";
import { useSignOut } from "./useSignOut";
import styles from "./TopBar.module.css";

export function TopBar({ me, onMenu }: { me: Me; onMenu: () => void }): ReactElement {
  const t = useTexts();
  const signOut = useSignOut();
  return (
    <header className={`no-print ${styles.bar}`}>
      <ActionIcon className={styles.menu} variant="subtle" color="dark" size="lg" onClick={onMenu} aria-label={t.shell.openMenu}>
        <Icon name="menu" />
        <span className="plain-only" aria-hidden="true">
          ☰
        </span>
      </ActionIcon>
      <div className={styles.who}>
        {me.places.length > 1 ? (
          <PlaceSwitch me={me} />
        ) : (
          <strong>{me.organisation?.name ?? t.shell.sroEmployee}</strong>
        )}
        <Link to="/security" aria-label={`${me.person.name}. ${t.security.open}`}>
          {me.person.name}
        </Link>
      </div>
      <VisionSwitch />
      <LanguageSwitch />
      <Button className={styles.exit ?? ""} variant="default" size="sm" leftSection={<Icon name="exit" size={16} />} onClick={signOut}>
        {t.shell.exit}
      </Button>
    </header>
  );
}
