import { QueryCache, QueryClient } from "@tanstack/react-query";
import { keys } from "./api/keys";
import { asProblem } from "./api/problem";

function retry(failures: number, error: unknown): boolean {
  const { status } = asProblem(error);
  // A refusal stays a refusal; only a server that did not answer is asked again.
  return (status === 0 || status >= 500) && failures < 2;
}

/** The one cache of answers of this page. A session that has ended is noticed by whichever call hears it first. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error, query) {
      const ended = asProblem(error).status === 401 && query.queryKey !== keys.me;
      if (ended) void queryClient.invalidateQueries({ queryKey: keys.me });
    },
  }),
  defaultOptions: { queries: { retry, staleTime: 10_000 }, mutations: { retry: false } },
});
