import type { MemberStatus } from "~/lib/api/types";

/** A decision on the membership: its name here, and the call that takes it. */
export interface Step {
  name: "admit" | "restore" | "suspend" | "exclude" | "leave";
  call: "admit" | "suspend" | "exclude" | "leave";
  /** There is no way back. */
  final?: boolean;
}

const LEAVE: Step = { name: "leave", call: "leave", final: true };
const EXCLUDE: Step = { name: "exclude", call: "exclude", final: true };

/** What may be decided now; the server decides whether it may. */
export const STEPS: Record<MemberStatus, readonly Step[]> = {
  applicant: [{ name: "admit", call: "admit" }, LEAVE],
  member: [{ name: "suspend", call: "suspend" }, EXCLUDE, LEAVE],
  suspended: [{ name: "restore", call: "admit" }, EXCLUDE, LEAVE],
  excluded: [],
  left: [],
};
