import { useState, type ReactElement } from "react";
import { Link } from "react-router";
import { HotkeysHelp } from "~/components/HotkeysHelp";
import { dateIn, formatDate, MOSCOW, timeIn } from "~/lib/dates";
import { useClockOffset, useServerNow } from "~/lib/serverClock";
import { useTexts } from "~/lib/texts";
import styles from "./Footer.module.css";

const TOLERATED_MS = 2 * 60_000;

export function Footer(): ReactElement {
  const t = useTexts();
  const [help, setHelp] = useState(false);
  return (
    <footer className={`no-print ${styles.footer}`}>
      <ServerClock />
      <Link className={styles.link} to="/suspended-triggers">
        {t.oversight.suspended}
      </Link>
      <button type="button" className={styles.keys} onClick={() => setHelp(true)}>
        {t.shell.keys}
      </button>
      <HotkeysHelp opened={help} onClose={() => setHelp(false)} />
    </footer>
  );
}

function ServerClock(): ReactElement {
  const t = useTexts();
  const now = useServerNow(1000);
  const offset = Math.abs(useClockOffset() ?? 0);
  return (
    <div>
      {t.shell.clock}: <time dateTime={now.toISOString().slice(0, 19)}>{`${formatDate(dateIn(now))} ${timeIn(now, MOSCOW, true)}`}</time>{" "}
      {t.shell.moscow}
      {offset > TOLERATED_MS && <p role="alert">{t.shell.clockOff(Math.round(offset / 60_000))}</p>}
    </div>
  );
}
