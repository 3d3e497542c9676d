/** What is asked of the journal. It stands in the address, so that a view can be sent to a colleague. */
export interface ActFilters {
  from: string;
  to: string;
  act: string;
  who: string;
  person: string;
  member: string;
  kind: string;
  object: string;
}

const NAMES = ["from", "to", "act", "who", "person", "member", "kind", "object"] as const;

export const NOTHING: ActFilters = { from: "", to: "", act: "", who: "", person: "", member: "", kind: "", object: "" };

export function parseFilters(params: URLSearchParams): ActFilters {
  return Object.fromEntries(NAMES.map((name) => [name, params.get(name) ?? ""])) as unknown as ActFilters;
}

/** Only what is set: an address without filters is short. */
export function filterParams(filters: ActFilters): URLSearchParams {
  return new URLSearchParams(NAMES.filter((name) => filters[name]).map((name) => [name, filters[name]]));
}

/** The names that the HTTP API gives them. */
export function queryOf(filters: ActFilters) {
  return {
    from: filters.from || null,
    to: filters.to || null,
    act: filters.act ? [filters.act] : null,
    who: filters.who || null,
    person: filters.person || null,
    member: filters.member || null,
    object_kind: filters.kind || null,
    object_id: filters.object || null,
  };
}

/** The address of the same rows as a file. */
export function fileOf(filters: ActFilters, suffix: "xlsx" | "csv"): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(queryOf(filters))) {
    if (value) params.set(name, String(value));
  }
  return `/api/v1/audit.${suffix}${params.size > 0 ? `?${params.toString()}` : ""}`;
}
