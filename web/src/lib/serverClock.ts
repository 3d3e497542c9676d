import { useEffect, useState } from "react";
import { Store, useStore } from "./store";

/** How far the server's clock is ahead of this computer's, in milliseconds; null before the first answer. */
const offset = new Store<number | null>(null);

/** Learn the server's time from a `Date` header (whole seconds). */
export function noteServerDate(header: string | null): void {
  const server = header ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(server)) return;
  const measured = server + 500 - Date.now();
  const known = offset.get();
  // Small changes are the rounding of the header and the way of the answer, not the clock.
  if (known === null || Math.abs(measured - known) > 1500) offset.set(measured);
}

export function serverNow(): Date {
  return new Date(Date.now() + (offset.get() ?? 0));
}

export function useClockOffset(): number | null {
  return useStore(offset);
}

/** The server's time, renewed every `milliseconds`. */
export function useServerNow(milliseconds: number): Date {
  useClockOffset();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return serverNow();
}
