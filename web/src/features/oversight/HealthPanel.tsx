import { TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Link, useParams } from "react-router";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { addDays, dateIn } from "~/lib/dates";
import { serverNow } from "~/lib/serverClock";
import { useHasRole } from "~/lib/session";
import { useTexts } from "~/lib/texts";
import { HealthTable } from "./HealthTable";
import styles from "./oversight.module.css";
import { useHealth, type Span } from "./queries";

const DAYS = 90;

/** How the triggers of a form fare on live reports, over a time of one's choice. */
export function HealthPanel(): ReactElement {
  const { code = "" } = useParams();
  const may = useHasRole("sro_admin", "methodologist");
  const t = useTexts().oversight;
  return may ? <Health code={code} /> : <StateView mark="empty" title={t.notForMembers} />;
}

function Health({ code }: { code: string }): ReactElement {
  const t = useTexts().oversight;
  const today = dateIn(serverNow());
  const [span, setSpan] = useState<Span>({ since: addDays(today, -DAYS), until: today });
  const health = useHealth(code, span);
  return (
    <section aria-labelledby="health">
      <div className={styles.bar}>
        <h2 id="health">{t.health}</h2>
        <div className={styles.span}>
          <Day label={t.since} value={span.since} max={span.until} onChange={(since) => setSpan({ ...span, since })} />
          <Day label={t.until} value={span.until} min={span.since} onChange={(until) => setSpan({ ...span, until })} />
        </div>
      </div>
      <p className={styles.lead}>
        {t.healthText} <Link to="/suspended-triggers">{t.suspended}</Link>
      </p>
      <QueryStates query={health}>
        {(found) =>
          found.reports > 0 || found.triggers.some(({ disputed }) => disputed > 0) ? (
            <HealthTable health={found} />
          ) : (
            <StateView mark="empty" title={t.none} text={t.noneText} />
          )
        }
      </QueryStates>
    </section>
  );
}

interface DayProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (day: string) => void;
}

function Day({ label, value, min, max, onChange }: DayProps): ReactElement {
  return (
    <TextInput
      size="sm"
      type="date"
      label={label}
      value={value}
      {...(min ? { min } : {})}
      {...(max ? { max } : {})}
      // An emptied field names no day: the last one stays.
      onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value)}
    />
  );
}
