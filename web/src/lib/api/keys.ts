/** The keys under which answers are kept; live events and writes name the same ones. */
export const keys = {
  me: ["me"] as const,
  reports: ["reports"] as const,
  report: (id: string) => ["report", id] as const,
  anyReport: ["report"] as const,
  submission: (id: string) => ["submission", id] as const,
  findings: (id: string) => ["submission", id, "findings"] as const,
  receipt: (id: string) => ["submission", id, "receipt"] as const,
  calendar: ["calendar"] as const,
  workingDays: (year: number) => ["working-days", year] as const,
  notices: ["notices"] as const,
  members: ["members"] as const,
  member: (id: string) => ["member", id] as const,
  forms: ["forms"] as const,
  ruleSet: (id: string) => ["rule-set", id] as const,
};
