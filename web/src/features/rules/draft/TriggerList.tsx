import { Button, Select, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Icon } from "~/components/icons/Icon";
import type { TriggerText } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { blocking, mistakesOf } from "./mistakes";
import type { Draft } from "./working";
import styles from "./draft.module.css";

interface TriggerListProps {
  draft: Draft;
  chosen: number | null;
  onChoose: (index: number) => void;
  onAdd: () => void;
}

type Kind = "" | "error" | "warning" | "mistakes";

/** Triggers of the draft to choose from: found by code, title or formula, narrowed by kind. */
export function TriggerList({ draft, chosen, onChoose, onAdd }: TriggerListProps): ReactElement {
  const t = useTexts().rules;
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState<Kind>("");
  const shown = draft.rules.triggers
    .map((trigger, index) => ({ trigger, index }))
    .filter(({ trigger, index }) => fits(trigger, search) && isOf(kind, trigger, draft, index));
  const kinds = [
    { value: "", label: t.anyKind },
    ...(["error", "warning"] as const).map((value) => ({ value, label: t.severity[value] })),
    { value: "mistakes", label: t.withMistakes },
  ];
  return (
    <nav className={styles.list} aria-label={t.triggersOf(draft.rules.version)}>
      <div className={styles.tools}>
        <TextInput
          size="sm"
          type="search"
          aria-label={t.search}
          placeholder={t.search}
          leftSection={<Icon name="search" size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Select size="sm" aria-label={t.kindFilter} data={kinds} value={kind} onChange={(value) => setKind((value ?? "") as Kind)} />
        <Button size="sm" variant="default" onClick={onAdd}>
          {t.addTrigger}
        </Button>
        <span className={styles.count} role="status">
          {t.shown(shown.length, draft.rules.triggers.length)}
        </span>
      </div>
      <ul className={styles.items}>
        {shown.map(({ trigger, index }) => (
          <Item key={index} draft={draft} index={index} trigger={trigger} current={index === chosen} onChoose={onChoose} />
        ))}
      </ul>
    </nav>
  );
}

interface ItemProps {
  draft: Draft;
  index: number;
  trigger: TriggerText;
  current: boolean;
  onChoose: (index: number) => void;
}

function Item({ draft, index, trigger, current, onChoose }: ItemProps): ReactElement {
  const t = useTexts().rules;
  const mistakes = mistakesOf(draft, index);
  const changed = !draft.base.triggers.includes(trigger);
  return (
    <li>
      <button type="button" aria-current={current} onClick={() => onChoose(index)}>
        <span className={styles.title}>{trigger.title || t.untitled}</span>
        <span className={styles.marks}>
          <span>{trigger.code}</span>
          {trigger.severity === "warning" && <span>{t.severity.warning}</span>}
          {trigger.when && <span title={trigger.when}>{t.conditional}</span>}
          {changed && <span className={styles.changed}>{t.unsavedMark}</span>}
          {blocking(mistakes) > 0 && <span className={styles.wrong}>{t.mistakes(blocking(mistakes))}</span>}
        </span>
      </button>
    </li>
  );
}

function fits({ code, title, formula, when }: TriggerText, search: string): boolean {
  return `${code} ${title} ${formula} ${when ?? ""}`.toLowerCase().includes(search.trim().toLowerCase());
}

function isOf(kind: Kind, trigger: TriggerText, draft: Draft, index: number): boolean {
  if (kind === "mistakes") return blocking(mistakesOf(draft, index)) > 0;
  return kind === "" || trigger.severity === kind;
}
