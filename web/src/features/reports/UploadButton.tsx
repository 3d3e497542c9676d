import { Button, type ButtonProps } from "@mantine/core";
import { useRef, type ReactElement } from "react";
import { Icon } from "~/components/icons/Icon";
import type { Report } from "~/lib/api/types";

interface UploadButtonProps extends ButtonProps {
  report: Pick<Report, "accepts" | "file_types">;
  /** What a screen reader says: the button's words and the report that they are about. */
  label: string;
  text: string;
  onFile: (file: File) => void;
}

function acceptedTypes({ accepts, file_types: types }: UploadButtonProps["report"]): string {
  return accepts === "files" ? types.map((type) => `.${type}`).join(",") : ".xtdd,.xml,.zip";
}

/** A real file input behind a real button: every drop has its press. Only the button is met by keyboard and ear. */
export function UploadButton({ report, label, text, onFile, ...button }: UploadButtonProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        {...button}
        aria-label={label}
        data-upload
        leftSection={<Icon name="upload" size={16} />}
        onClick={() => input.current?.click()}
      >
        {text}
      </Button>
      <input
        ref={input}
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
    </>
  );
}
