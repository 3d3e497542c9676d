import createClient, { type Middleware } from "openapi-fetch";
import { preferences } from "~/lib/preferences";
import { noteServerDate } from "~/lib/serverClock";
import { networkProblem, parseProblem } from "./problem";
import type { paths } from "./schema";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
let csrfToken = "";

/** The value of `GET /me` that every write must carry. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** A key under which a repeated request is recognised. `randomUUID` is absent on plain-HTTP addresses. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The headers of a write, for requests that do not go through `api`. */
export function writeHeaders(): Record<string, string> {
  return { "Accept-Language": preferences().language, "X-CSRF-Token": csrfToken, "Idempotency-Key": freshKey() };
}

const conventions: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", preferences().language);
    if (SAFE.has(request.method)) return;
    request.headers.set("X-CSRF-Token", csrfToken);
    if (request.method === "POST") request.headers.set("Idempotency-Key", freshKey());
  },
  async onResponse({ response }) {
    noteServerDate(response.headers.get("date"));
    if (!response.ok) throw parseProblem(response.status, await response.text());
  },
  onError: () => networkProblem(),
};

/** The typed client of the HTTP API. Every failure is thrown as a `Problem`. */
export const api = createClient<paths>({ baseUrl: "", credentials: "same-origin" });
api.use(conventions);

/** The data of an answer; failures have been thrown before. */
export async function dataOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  return data as T;
}
