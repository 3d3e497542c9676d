import { texts } from "~/lib/texts";

export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

/** A refusal as the server words it (RFC 9457), or what the browser itself ran into. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly traceId: string | null;
  readonly fields: FieldProblem[];
  readonly found: string | null;
  readonly expected: string | null;
  readonly suggestedReportId: string | null;

  constructor(status: number, body: Record<string, unknown>) {
    const title = text(body.title) ?? texts().common.unknownError;
    super(title);
    this.name = "Problem";
    this.status = status;
    this.code = text(body.code) ?? "unknown";
    this.title = title;
    this.detail = text(body.detail) ?? "";
    this.traceId = text(body.trace_id);
    this.fields = Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : [];
    this.found = text(body.found);
    this.expected = text(body.expected);
    this.suggestedReportId = text(body.suggested_report_id);
  }

  /** Nothing was heard from the server: the network, or the server, is down. */
  get offline(): boolean {
    return this.code === "network";
  }

  fieldDetail(field: string): string | undefined {
    return this.fields.find((at) => at.field === field)?.detail;
  }
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

export function networkProblem(): Problem {
  const words = texts().common;
  return new Problem(0, { code: "network", title: words.networkError, detail: words.networkErrorText });
}

/** Whatever was thrown as a problem that can be shown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return error instanceof TypeError ? networkProblem() : new Problem(0, {});
}

/** The problem that a response body holds; a body that is no problem document still gives one. */
export function parseProblem(status: number, body: string): Problem {
  try {
    return new Problem(status, JSON.parse(body) as Record<string, unknown>);
  } catch {
    return new Problem(status, {});
  }
}
