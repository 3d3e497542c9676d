import { Modal } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { ProblemAlert } from "~/components/states/ProblemAlert";
import { useTexts } from "~/lib/texts";
import styles from "./publishing.module.css";

interface DialogProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  /** What the last attempt was refused with. */
  error: unknown;
  onSubmit: () => void;
  /** For what needs room: differences stand side by side. */
  wide?: boolean;
  children: ReactNode;
}

/** A dialog with one form in it. */
export function Dialog({ title, opened, onClose, error, onSubmit, wide = false, children }: DialogProps): ReactElement {
  const t = useTexts().common;
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={wide ? "75rem" : "lg"} closeButtonProps={{ "aria-label": t.close }}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {error !== null && <ProblemAlert error={error} />}
        {children}
      </form>
    </Modal>
  );
}
