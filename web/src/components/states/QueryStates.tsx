import { Button, Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { Link } from "react-router";
import { asProblem } from "~/lib/api/problem";
import { useTexts } from "~/lib/texts";
import { ProblemAlert } from "./ProblemAlert";
import { StateView } from "./StateView";
import styles from "./states.module.css";

/** Grey bars where rows will be, told to screen readers as one short word. */
export function LoadingRows({ rows = 6 }: { rows?: number }): ReactElement {
  const t = useTexts();
  return (
    <div className={styles.loading} role="status">
      <span className="visually-hidden">{t.common.loading}</span>
      {Array.from({ length: rows }, (_, n) => (
        <Skeleton key={n} height="3rem" radius={4} />
      ))}
    </div>
  );
}

/** The state in place of data that could not be loaded: without a network it says so, else it says what went wrong. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactElement {
  const t = useTexts();
  const problem = asProblem(error);
  // An address that was mistyped names nothing, too: its identifier cannot be read.
  if (problem.status === 404 || (problem.status === 422 && problem.code === "invalid")) return <Nowhere />;
  const retry = (
    <Button variant="default" onClick={onRetry}>
      {t.common.retry}
    </Button>
  );
  if (problem.offline && !navigator.onLine) {
    return (
      <StateView mark="offline" title={t.common.offlineTitle} text={t.common.offlineText}>
        {retry}
      </StateView>
    );
  }
  return <ProblemAlert error={error}>{retry}</ProblemAlert>;
}

function Nowhere(): ReactElement {
  const t = useTexts().shell;
  return (
    <StateView mark="empty" title={t.notFound} text={t.notFoundText}>
      <Button variant="default" component={Link} to="/">
        {t.toHome}
      </Button>
    </StateView>
  );
}

interface QueryStatesProps<T> {
  query: UseQueryResult<T>;
  loading?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Loading, failed or the data: data once loaded stays in sight while it is renewed or the network is away. */
export function QueryStates<T>({ query, loading, children }: QueryStatesProps<T>): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  if (query.fetchStatus === "paused") return <Failed error={new TypeError()} onRetry={() => void query.refetch()} />;
  return loading ?? <LoadingRows />;
}
