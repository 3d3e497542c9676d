import type { ReactElement, ReactNode } from "react";
import { NavLink } from "react-router";
import { Icon } from "~/components/icons/Icon";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { menuItems, type MenuItem } from "./menu";
import styles from "./Menu.module.css";

interface MenuProps {
  staff: boolean;
  unread: number;
  onChoose?: () => void;
  /** What stands above the entries. */
  children?: ReactNode;
}

export function Menu({ staff, unread, onChoose, children }: MenuProps): ReactElement {
  const t = useTexts();
  const answers = useHasRole("sro_admin", "methodologist", "supervisor");
  const registrar = useHasRole("sro_admin", "clerk");
  const { own, sro } = menuItems(t, { staff, unread, answers, registrar });
  return (
    <nav aria-label={t.shell.menu} className={styles.menu}>
      {children}
      <ul>
        {own.map((item) => (
          <Entry key={item.to} item={item} onChoose={onChoose} />
        ))}
      </ul>
      {sro.length > 0 && (
        <>
          <h2 className={styles.heading}>{t.shell.staffSection}</h2>
          <ul>
            {sro.map((item) => (
              <Entry key={item.to} item={item} onChoose={onChoose} />
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}

function Entry({ item, onChoose }: { item: MenuItem; onChoose: (() => void) | undefined }): ReactElement {
  const t = useTexts();
  const link = (
    <NavLink to={item.to} end={item.to === "/" || item.to === "/organisation"} className={styles.link ?? ""} onClick={() => onChoose?.()}>
      <Icon name={item.icon} />
      <span>{item.text}</span>
      {item.badge ? (
        <span className={styles.badge}>
          {item.badge}
          <span className="visually-hidden"> {t.shell.unread(item.badge)}</span>
        </span>
      ) : null}
    </NavLink>
  );
  if (!item.under) return <li>{link}</li>;
  return (
    <li>
      <span className={styles.under}>{item.under}</span>
      <ul>
        <li>{link}</li>
      </ul>
    </li>
  );
}
