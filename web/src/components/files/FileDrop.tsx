import { Button } from "@mantine/core";
import { useId, useRef, useState, type DragEvent, type ReactElement } from "react";
import { Icon } from "~/components/icons/Icon";
import styles from "./FileDrop.module.css";

interface FileDropProps {
  text: string;
  hint: string;
  accept?: string;
  busy?: boolean;
  onFile: (file: File) => void;
}

/** A place that takes one file by drop, and a real button that does the same. */
export function FileDrop({ text, hint, accept, busy = false, onFile }: FileDropProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const hintId = useId();

  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files.item(0);
    if (file && !busy) onFile(file);
  }

  return (
    /* The button inside does the same for keyboards and for who drags nothing. */
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={text}
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Button
        variant="default"
        loading={busy}
        leftSection={<Icon name="upload" size={16} />}
        aria-describedby={hintId}
        onClick={() => input.current?.click()}
      >
        {text}
      </Button>
      <span id={hintId}>{hint}</span>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.item(0);
          // Emptied, so that choosing the same file again is a change.
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
