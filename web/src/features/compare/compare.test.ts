import { expect, test } from "vitest";
import type { SubmissionSummary } from "~/lib/api/types";
import { otherOf } from "./ComparePage";

const version = (n: number) => ({ id: `v${String(n)}`, version: n }) as SubmissionSummary;
const VERSIONS = [version(3), version(2), version(1)];

test.each([
  ["v3", null, "v2"],
  ["v1", null, "v2"],
  ["v3", "v1", "v1"],
  ["v3", "v3", "v2"],
  ["v2", "foreign", "v1"],
])("%s is compared with %s: %s", (id, asked, other) => {
  expect(otherOf(VERSIONS, id, asked)?.id).toBe(other);
});

test("a report with one version has nothing to compare", () => {
  expect(otherOf([version(1)], "v1", null)).toBeUndefined();
});
