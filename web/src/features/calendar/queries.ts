import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, dataOf } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { asProblem } from "~/lib/api/problem";
import type { CalendarEntry, Notice } from "~/lib/api/types";

/** Terms and days off from `from` to `to`, both inclusive. */
export function useEntries(from: string, to: string): UseQueryResult<CalendarEntry[]> {
  return useQuery({
    queryKey: [...keys.calendar, from, to],
    queryFn: async () => (await dataOf(api.GET("/api/v1/calendar", { params: { query: { from, to } } }))).items,
    placeholderData: keepPreviousData,
  });
}

/** Whether the working-day calendar of a year is there; a year that is not loaded is never guessed at. */
export function useYearLoaded(year: number): boolean {
  const query = useQuery({
    queryKey: keys.workingDays(year),
    queryFn: () => dataOf(api.GET("/api/v1/working-days/{year}", { params: { path: { year } } })),
    staleTime: 60 * 60_000,
  });
  return !query.isError || asProblem(query.error).status >= 500 || asProblem(query.error).offline;
}

export function useUnreadNotices(): UseQueryResult<Notice[]> {
  return useQuery({
    queryKey: [...keys.notices, "latest"],
    queryFn: async () =>
      (await dataOf(api.GET("/api/v1/notices", { params: { query: { unread: true, limit: 3 } } }))).items,
  });
}
