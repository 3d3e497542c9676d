/** How the five statuses look. Green belongs to «Принят без ошибок» alone; words and shape come before colour. */
import type { ReportStatus } from "./api/types";

export type StatusShape = "dashed-circle" | "clock" | "triangle" | "check-circle" | "octagon";

export interface StatusToken {
  shape: StatusShape;
  text: string;
  tint: string;
}

export const STATUS_TOKENS: Record<ReportStatus, StatusToken> = {
  not_submitted: { shape: "dashed-circle", text: "#3d4852", tint: "#eceff3" },
  checking: { shape: "clock", text: "#0b4a8f", tint: "#e3effc" },
  accepted_with_errors: { shape: "triangle", text: "#7a4300", tint: "#fff1d6" },
  accepted: { shape: "check-circle", text: "#0f5a2c", tint: "#e2f5e8" },
  check_failed: { shape: "octagon", text: "#8b1538", tint: "#fde8ee" },
};

export const STATUSES = Object.keys(STATUS_TOKENS) as ReportStatus[];
