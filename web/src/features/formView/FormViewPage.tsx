import { useEffect, useMemo, type ReactElement } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { BackLink } from "~/components/BackLink";
import { PageHeader } from "~/components/PageHeader";
import { QueryStates } from "~/components/states/QueryStates";
import { StateView } from "~/components/states/StateView";
import { useSubmission } from "~/lib/api/submission";
import type { FormPicture, Submission } from "~/lib/api/types";
import { useHotkeys } from "~/lib/hotkeys";
import { usePeriodLabel } from "~/lib/names";
import { cellKey } from "~/lib/places";
import { useTexts } from "~/lib/texts";
import { FormBlockTable } from "./FormBlockTable";
import { Pages } from "./Pages";
import { useFormView, wantedOf } from "./queries";
import { Sections } from "./Sections";
import styles from "./FormViewPage.module.css";

/** A report as people know it on paper, with the cells that findings speak of highlighted. */
export function FormViewPage(): ReactElement {
  const { id = "" } = useParams();
  return <QueryStates query={useSubmission(id)}>{(submission) => <Loaded submission={submission} />}</QueryStates>;
}

function Loaded({ submission }: { submission: Submission }): ReactElement {
  const t = useTexts();
  const periodLabel = usePeriodLabel();
  const [query] = useSearchParams();
  const from = query.get("from");
  const back = `/submissions/${submission.id}${from ? `#${encodeURIComponent(from)}` : ""}`;
  const navigate = useNavigate();
  const keys = useMemo(() => ({ Escape: () => (void navigate(back), true) }), [navigate, back]);
  useHotkeys(keys);
  const wanted = wantedOf(query);
  const { form, period, member, version, registration_number: number } = submission;
  return (
    <>
      <PageHeader
        title={t.explaining.form.title}
        above={<BackLink to={back}>{from ? t.explaining.form.backTo(from) : t.explaining.form.back}</BackLink>}
        below={
          <>
            {form.title} ({form.code}), {periodLabel(period)}. {t.findings.submission(version, number)}. {member.name}
          </>
        }
      />
      {from && <p className={`no-print ${styles.hint}`}>{t.explaining.form.escape}</p>}
      <QueryStates query={useFormView(submission.id, wanted)}>
        {(picture) => (
          <Picture picture={picture} submissionId={submission.id} target={wanted.cell ? { path: wanted.cell, row: wanted.row ?? null } : null} />
        )}
      </QueryStates>
    </>
  );
}

interface PictureProps {
  picture: FormPicture;
  submissionId: string;
  target: { path: string; row: number | null } | null;
}

function Picture({ picture, submissionId, target }: PictureProps): ReactElement {
  const t = useTexts().explaining.form;
  const section = picture.sections[picture.section];
  const marks = useMemo(() => new Map(picture.marks.map((mark) => [cellKey(mark), mark])), [picture.marks]);
  useArrival(target, picture);
  if (!section) return <StateView mark="empty" title={t.nothing} text={t.nothingText} />;
  return (
    <div className={styles.page}>
      <Sections sections={picture.sections} current={picture.section} />
      <section className={styles.sheet} aria-labelledby="section">
        <h2 id="section">{section.title ?? t.untitled}</h2>
        {section.marks > 0 && <p className="muted">{t.highlighted}</p>}
        <Pages picture={picture} total={section.rows} />
        {picture.blocks.map((block, n) => (
          <FormBlockTable
            key={block.path ?? n}
            block={block}
            caption={block.title ?? section.title ?? t.untitled}
            marks={marks}
            target={target && cellKey(target)}
            submissionId={submissionId}
          />
        ))}
        <Pages picture={picture} total={section.rows} />
      </section>
    </div>
  );
}

/** The cell that one came for gets the focus, so that a screen reader tells it and the page shows it. */
function useArrival(target: PictureProps["target"], picture: FormPicture): void {
  const wanted = target && cellKey(target);
  useEffect(() => {
    if (wanted === null) return;
    const cell = document.querySelector<HTMLElement>("[data-target]");
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "center", inline: "center" });
  }, [wanted, picture]);
}
