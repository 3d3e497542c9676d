import { ActionIcon, SegmentedControl, Select, TextInput } from "@mantine/core";
import type { ReactElement, RefObject } from "react";
import { Icon } from "~/components/icons/Icon";
import { STATUSES } from "~/lib/status";
import { useTexts } from "~/lib/texts";
import type { View } from "./view";
import styles from "./ReportsPage.module.css";

interface ToolbarProps {
  view: View;
  /** How many need action; null while it is not known. */
  waiting: string | null;
  search: RefObject<HTMLInputElement | null>;
  change: (part: Partial<View>) => void;
}

export function ReportsToolbar({ view, waiting, search, change }: ToolbarProps): ReactElement {
  const t = useTexts();
  const statuses = STATUSES.map((value) => ({ value, label: t.statuses.labels[value] }));
  return (
    <div className={`no-print ${styles.toolbar}`} role="search">
      <SegmentedControl
        aria-label={t.reports.filter.label}
        value={view.action ? "action" : "all"}
        onChange={(value) => change({ action: value === "action", status: null })}
        data={[
          { value: "action", label: `${t.reports.filter.needsAction}${waiting === null ? "" : ` · ${waiting}`}` },
          { value: "all", label: t.reports.filter.all },
        ]}
      />
      {!view.action && <Year year={view.year} onChange={(year) => change({ year })} />}
      <Select
        aria-label={t.reports.statusFilter}
        className={styles.status}
        data={[{ value: "", label: t.reports.anyStatus }, ...statuses]}
        value={view.status ?? ""}
        onChange={(value) => change({ status: value || null, action: value ? false : view.action })}
      />
      <TextInput
        ref={search}
        className={styles.search}
        type="search"
        aria-label={t.reports.search}
        placeholder={t.reports.search}
        size="sm"
        leftSection={<Icon name="search" size={16} />}
        value={view.search}
        onChange={(event) => change({ search: event.currentTarget.value })}
      />
    </div>
  );
}

function Year({ year, onChange }: { year: number; onChange: (year: number) => void }): ReactElement {
  const t = useTexts().reports;
  return (
    <div className={styles.year} role="group" aria-label={t.year}>
      <ActionIcon variant="default" size="input-sm" aria-label={t.yearPrevious} onClick={() => onChange(year - 1)}>
        <span aria-hidden="true">‹</span>
      </ActionIcon>
      <output>{year}</output>
      <ActionIcon variant="default" size="input-sm" aria-label={t.yearNext} onClick={() => onChange(year + 1)}>
        <span aria-hidden="true">›</span>
      </ActionIcon>
    </div>
  );
}
