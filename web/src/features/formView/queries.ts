import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import type { FormPicture } from "~/lib/api/types";

export const PAGE = 50;

/** What the address asks for: a cell to open at, or a section and the rows from `offset` on. */
export interface Wanted {
  section?: number;
  offset?: number;
  cell?: string;
  row?: number;
}

export function wantedOf(query: URLSearchParams): Wanted {
  const cell = query.get("cell");
  const row = whole(query.get("row"));
  if (cell) return row ? { cell, row } : { cell };
  return { section: whole(query.get("section")) ?? 0, offset: whole(query.get("offset")) ?? 0 };
}

function whole(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** One window on a report as on paper; the one before stays in sight until the next is there. */
export function useFormView(id: string, wanted: Wanted): UseQueryResult<FormPicture> {
  return useQuery({
    queryKey: keys.formView(id, wanted),
    queryFn: () =>
      dataOf(api.GET("/api/v1/submissions/{id}/form-view", { params: { path: { id }, query: { ...wanted, limit: PAGE } } })),
    placeholderData: keepPreviousData,
  });
}
