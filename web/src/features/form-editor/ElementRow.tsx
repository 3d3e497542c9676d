import { memo, type ReactElement } from "react";
import { Icon } from "~/components/icons/Icon";
import type { FormElement } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { TEXT_FIELDS } from "./content";
import styles from "./editor.module.css";

const TYPES = ["number", "date", "text", "boolean", "row"] as const;

export interface RowActions {
  set: (index: number, part: Partial<FormElement>) => void;
  remove: (index: number) => void;
}

interface RowProps {
  index: number;
  element: FormElement;
  /** Columns that may be the key, parted by line ends: a text, so that unchanged rows are not drawn again. */
  keys: string;
  actions: RowActions;
}

/** One element: its place in the file, and how the official form calls it. */
export const ElementRow = memo(function ElementRow({ index, element, keys, actions }: RowProps): ReactElement {
  const t = useTexts().formEditor;
  const names = element.path.split(".");
  const of = (column: string): string => `${column}: ${element.path}`;
  return (
    <tr>
      <th scope="row" title={element.path}>
        <span className={styles.above}>{names.slice(0, -1).join(" › ")}</span>
        <span className={styles.path}>{names.at(-1)}</span>
      </th>
      {TEXT_FIELDS.map((field) => (
        <td key={field} data-column={field}>
          <input
            type="text"
            aria-label={of(t.columns[field])}
            data-row={index}
            data-field={field}
            value={element[field] ?? ""}
            onChange={(event) => actions.set(index, { [field]: event.currentTarget.value || null })}
          />
        </td>
      ))}
      <td>
        <select
          aria-label={of(t.columns.type)}
          value={element.type}
          onChange={(event) => {
            const type = TYPES.find((known) => known === event.currentTarget.value);
            if (type) actions.set(index, { type });
          }}
        >
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {t.types[type]}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={of(t.columns.repeats)}
          checked={element.repeats}
          onChange={(event) => actions.set(index, { repeats: event.currentTarget.checked })}
        />
      </td>
      <td>{(keys || element.key) && <KeySelect index={index} element={element} keys={keys} actions={actions} />}</td>
      <td>
        <input
          type="checkbox"
          aria-label={of(t.columns.mandatory)}
          checked={element.mandatory}
          onChange={(event) => actions.set(index, { mandatory: event.currentTarget.checked })}
        />
      </td>
      <td>
        <button type="button" className={styles.remove} aria-label={t.remove(element.path)} onClick={() => actions.remove(index)}>
          <Icon name="close" size={16} />
        </button>
      </td>
    </tr>
  );
});

function KeySelect({ index, element, keys, actions }: RowProps): ReactElement {
  const t = useTexts().formEditor;
  const known = keys.split("\n").filter(Boolean);
  const options = element.key && !known.includes(element.key) ? [...known, element.key] : known;
  return (
    <select
      aria-label={`${t.columns.key}: ${element.path}`}
      value={element.key ?? ""}
      onChange={(event) => actions.set(index, { key: event.currentTarget.value || null })}
    >
      <option value="">{t.noKey}</option>
      {options.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}
