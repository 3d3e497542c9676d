import { Button, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useTexts } from "~/lib/texts";
import styles from "./draft.module.css";

interface RenamedProps<T> {
  entries: Record<string, T>;
  name: string;
  label: string;
  onChange: (entries: Record<string, T>) => void;
}

/** The name of an entry: it takes effect when the field is left, so that a half-typed name never meets another. */
export function Renamed<T>({ entries, name, label, onChange }: RenamedProps<T>): ReactElement {
  const t = useTexts().rules.parameters;
  const [typed, setTyped] = useState(name);
  const taken = typed !== name && typed in entries;
  function leave(): void {
    if (typed.trim() === "" || taken || typed === name) return;
    onChange(Object.fromEntries(Object.entries(entries).map(([key, value]) => [key === name ? typed.trim() : key, value])));
  }
  return (
    <div className={styles.named}>
      <TextInput
        size="sm"
        label={label}
        value={typed}
        error={taken ? t.taken : typed.trim() === "" ? t.nameNeeded : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={leave}
      />
      <Button
        size="sm"
        variant="subtle"
        aria-label={t.removeEntry(name)}
        onClick={() => onChange(Object.fromEntries(Object.entries(entries).filter(([key]) => key !== name)))}
      >
        {t.remove}
      </Button>
    </div>
  );
}
