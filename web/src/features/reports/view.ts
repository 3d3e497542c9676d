/** What the reports page shows: kept in the address, so that a view can be bookmarked, sent and come back to. */
import type { Report, ReportStatus } from "~/lib/api/types";
import { STATUSES } from "~/lib/status";

export interface View {
  /** Only what somebody on this side has to do; of all years. */
  action: boolean;
  year: number;
  status: ReportStatus | null;
  member: string | null;
  search: string;
}

export function parseView(params: URLSearchParams, thisYear: number): View {
  const year = Number(params.get("year"));
  const status = params.get("status") as ReportStatus | null;
  return {
    action: params.get("show") !== "all",
    year: Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : thisYear,
    status: status && STATUSES.includes(status) ? status : null,
    member: params.get("member"),
    search: params.get("q") ?? "",
  };
}

export function viewParams(view: View, thisYear: number): URLSearchParams {
  const params = new URLSearchParams();
  if (!view.action) params.set("show", "all");
  if (view.year !== thisYear) params.set("year", String(view.year));
  if (view.status) params.set("status", view.status);
  if (view.member) params.set("member", view.member);
  if (view.search) params.set("q", view.search);
  return params;
}

/** Whether a report waits for the reader's side; a period that has not ended waits for nobody. */
export function needsAction(report: Report, staff: boolean, today: string): boolean {
  if (report.timeliness === "overdue") return true;
  if (staff) return report.actor === "sro";
  return report.actor === "member" && (report.status !== "not_submitted" || report.reporting_date < today);
}

/** Every word of the search stands somewhere in the row. */
export function matches(report: Report, search: string): boolean {
  const { form, period, member, incoming_number: incoming } = report;
  const text = [form.code, form.title, period.label, member.name, member.inn, incoming?.number].join(" ").toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
