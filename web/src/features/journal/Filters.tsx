import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState, type ReactElement } from "react";
import type { ActKind } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import type { ActFilters } from "./filters";
import { useActKinds, useOrganisations } from "./queries";
import styles from "./journal.module.css";

interface FiltersProps {
  filters: ActFilters;
  /** As it is being typed: the address follows later. */
  who: string;
  change: (part: Partial<ActFilters>) => void;
  clear: () => void;
}

export function Filters({ filters, who, change, clear }: FiltersProps): ReactElement {
  const words = useTexts().journal;
  const kinds = useActKinds().data?.items ?? [];
  const narrowed = Object.values({ ...filters, who }).some(Boolean);
  return (
    <div className={`no-print ${styles.toolbar ?? ""}`} role="search" aria-label={words.filters}>
      <TextInput
        size="sm"
        type="date"
        label={words.from}
        value={filters.from}
        max={filters.to || undefined}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        size="sm"
        type="date"
        label={words.to}
        value={filters.to}
        min={filters.from || undefined}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      <TextInput size="sm" type="search" label={words.who} value={who} onChange={(event) => change({ who: event.currentTarget.value })} />
      <Select
        size="sm"
        className={styles.select}
        label={words.act}
        placeholder={words.anyAct}
        searchable
        clearable
        nothingFoundMessage={words.nothingFound}
        data={grouped(kinds)}
        value={filters.act || null}
        onChange={(value) => change({ act: value ?? "" })}
      />
      <Organisation member={filters.member} change={change} />
      {narrowed && (
        <Button size="sm" variant="subtle" onClick={clear}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

function grouped(kinds: ActKind[]): { group: string; items: { value: string; label: string }[] }[] {
  const groups = [...new Set(kinds.map((kind) => kind.group))];
  return groups.map((group) => ({
    group,
    items: kinds.filter((kind) => kind.group === group).map(({ code, label }) => ({ value: code, label })),
  }));
}

function Organisation({ member, change }: { member: string; change: FiltersProps["change"] }): ReactElement {
  const words = useTexts().journal;
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const found = useOrganisations(search).data?.items ?? [];
  const options = found.map((card) => ({ value: card.id, label: card.short_name }));
  const known = !member || options.some((option) => option.value === member);
  return (
    <Select
      size="sm"
      className={styles.select}
      label={words.organisation}
      placeholder={words.anyOrganisation}
      searchable
      clearable
      nothingFoundMessage={words.nothingFound}
      // One that was chosen by a row of the list may be far down in the register.
      data={known ? options : [...options, { value: member, label: words.chosenOrganisation }]}
      value={member || null}
      onSearchChange={setTyped}
      onChange={(value) => change({ member: value ?? "" })}
    />
  );
}
