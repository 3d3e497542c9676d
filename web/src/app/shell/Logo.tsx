import type { ReactElement } from "react";

/** The mark: a drawer of the cabinet with its tab. */
export function Logo({ size = 32 }: { size?: number }): ReactElement {
  return (
    <svg className="picture" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path fill="var(--accent)" d="M4 6a3 3 0 0 1 3-3h7l3 4h8a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3z" />
      <path
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M12 12v12M20.5 12 14 18l6.5 6"
      />
    </svg>
  );
}
