import type { ReactElement } from "react";

const SHAPES = {
  calendar: "M5 4.5h10a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V6A1.5 1.5 0 0 1 5 4.5zM3.5 8.5h13M7 2.5v3.5M13 2.5v3.5",
  reports: "M5.5 2.5h6l4 4v11h-10zM11.5 2.5v4h4M8 10.5h5M8 13.5h5",
  inbox: "M3.5 4.5h13v11h-13zM3.5 11h4l1 2h3l1-2h4",
  organisation: "M4.5 17V4.5l6-2V17M10.5 7.5l5 2V17M3 17h14M7 7h1M7 10h1M7 13h1M13 11.5h.5M13 14h.5",
  members: "M7.5 9a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5zM2.5 16c.3-3 2.3-4.5 5-4.5s4.7 1.5 5 4.5M12.5 3.8a2.75 2.75 0 0 1 0 5M14.5 11.8c1.8.6 2.8 2 3 4.2",
  forms: "M4 4.5h3v3H4zM4 12.5h3v3H4zM10 5h6.5M10 7.5h4M10 13h6.5M10 15.5h4",
  periods: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.5 2",
  scales: "M10 3v14M6 17h8M4 5.5h12M4 5.5 1.8 11h4.4zM16 5.5 13.8 11h4.4z",
  journal: "M5 3h10v14H5zM8 3v14M10.5 7h2.5M10.5 10h2.5",
  key: "M7 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM9.5 10.5l7-7M13.5 6.5l2.5 2.5",
  upload: "M10 13V4M6.5 7.5 10 4l3.5 3.5M4 13v3.5h12V13",
  download: "M10 4v9M6.5 9.5 10 13l3.5-3.5M4 13v3.5h12V13",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l3.5 3.5",
  left: "M12 4.5 6.5 10l5.5 5.5",
  right: "M8 4.5 13.5 10 8 15.5",
  menu: "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
  close: "M5 5l10 10M15 5 5 15",
  check: "M4.5 10.5 8.5 14.5 15.5 6",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5S15 15 10 15s-7.5-5-7.5-5zM10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  exit: "M8 3.5H4.5v13H8M8.5 10h8M13 6.5l3.5 3.5-3.5 3.5",
  keyboard: "M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M7 11.5h6",
  print: "M6 7.5V3h8v4.5M6 14H3.5V7.5h13V14H14M6 11.5h8V17H6z",
  bell: "M5 14c1-1 1-2.5 1-5a4 4 0 0 1 8 0c0 2.5 0 4 1 5zM8.5 16.5h3",
  file: "M5.5 2.5h6l4 4v11h-10zM11.5 2.5v4h4",
  wrench: "M12.5 3.5a4 4 0 0 0-3.8 5.3L3.5 14v2.5H6l5.2-5.2a4 4 0 0 0 5-5L13.7 8.8 11.2 8.8 11.2 6.3z",
} as const;

export type IconName = keyof typeof SHAPES;

/** A picture beside words that say the same: hidden from screen readers. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }): ReactElement {
  return (
    <svg
      className="picture"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.6 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
