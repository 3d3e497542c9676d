import type { ReactElement } from "react";
import type { StatusShape } from "~/lib/status";

const CIRCLE = { cx: 8, cy: 8, r: 6.25 };
const MARKS: Record<StatusShape, ReactElement> = {
  "dashed-circle": <circle {...CIRCLE} strokeDasharray="2.6 2.3" />,
  clock: (
    <>
      <circle {...CIRCLE} />
      <path d="M8 4.5V8l2.3 1.6" />
    </>
  ),
  triangle: (
    <>
      <path d="M8 1.8 14.7 13.7H1.3z" />
      <path d="M8 6v3.6M8 11.5v.1" />
    </>
  ),
  "check-circle": (
    <>
      <circle {...CIRCLE} r={7} fill="currentColor" stroke="none" />
      <path d="M4.7 8.3 7 10.6l4.3-5" stroke="#fff" />
    </>
  ),
  octagon: (
    <>
      <path d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z" />
      <path d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" />
    </>
  ),
};

/** The shape of a status: each differs, so that colour is never the only sign. */
export function StatusIcon({ shape }: { shape: StatusShape }): ReactElement {
  return (
    <svg
      className="picture"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {MARKS[shape]}
    </svg>
  );
}
