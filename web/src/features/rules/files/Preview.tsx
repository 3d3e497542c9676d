import type { ReactElement } from "react";
import type { FileRemark, RuleFilePreview } from "~/lib/api/types";
import { useTexts } from "~/lib/texts";
import { DiffView } from "../changes/DiffView";
import { PlacesTable } from "./Unread";
import styles from "./files.module.css";

/** What a file holds and how that differs, before anything is kept. */
export function Preview({ preview }: { preview: RuleFilePreview }): ReactElement {
  const t = useTexts().rules;
  const against = preview.against ? preview.against.version : null;
  return (
    <section className={styles.preview} aria-label={t.files.preview}>
      <h2>{t.files.preview}</h2>
      <p>{t.files.holds(preview.trigger_count, against)}</p>
      {preview.edition && <p>{t.ofEdition(preview.edition)}</p>}
      <Remarks caption={t.files.remarks} remarks={preview.remarks} />
      <Remarks caption={t.files.mistakes(preview.mistakes.length)} remarks={preview.mistakes} />
      <DiffView diff={preview.difference} />
    </section>
  );
}

function Remarks({ caption, remarks }: { caption: string; remarks: readonly FileRemark[] }): ReactElement | null {
  return remarks.length > 0 ? <PlacesTable caption={caption} found={remarks} /> : null;
}
