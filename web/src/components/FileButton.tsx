import { Button, type ButtonProps } from "@mantine/core";
import { useRef, type ReactElement } from "react";
import { Icon, type IconName } from "~/components/icons/Icon";
import type { Report } from "~/lib/api/types";

type Accepting = Pick<Report, "accepts" | "file_types">;

interface FileButtonProps extends ButtonProps {
  report: Accepting;
  /** What a screen reader says: the button's words and the report that they are about. */
  label: string;
  text: string;
  icon?: IconName;
  onFile: (file: File) => void;
}

function acceptedTypes({ accepts, file_types: types }: Accepting): string {
  return accepts === "files" ? types.map((type) => `.${type}`).join(",") : ".xtdd,.xml,.zip";
}

/** The choice of a file by something that is no file input: put `input` anywhere on the page and call `choose`. */
export function useFileChoice(report: Accepting, onFile: (file: File) => void): { choose: () => void; input: ReactElement } {
  const element = useRef<HTMLInputElement>(null);
  const input = (
    <input
      ref={element}
      type="file"
      hidden
      accept={acceptedTypes(report)}
      onChange={(event) => {
        const file = event.currentTarget.files?.item(0);
        // Emptied, so that choosing the same file again is a change.
        event.currentTarget.value = "";
        if (file) onFile(file);
      }}
    />
  );
  return { choose: () => element.current?.click(), input };
}

/** A real file input behind a real button: every drop has its press. Only the button is met by keyboard and ear. */
export function FileButton({ report, label, text, icon = "upload", onFile, ...button }: FileButtonProps): ReactElement {
  const { choose, input } = useFileChoice(report, onFile);
  return (
    <>
      <Button
        {...button}
        aria-label={label}
        data-upload={icon === "upload" || undefined}
        leftSection={<Icon name={icon} size={16} />}
        onClick={choose}
      >
        {text}
      </Button>
      {input}
    </>
  );
}
