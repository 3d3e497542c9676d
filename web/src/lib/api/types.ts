/** Short names for the generated types of the HTTP API. Nothing is described here by hand. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Report = Schemas["ObligationView"];
export type ReportPage = Schemas["ObligationPage"];
export type ReportDetail = Schemas["ReportView"];
export type SubmissionSummary = Schemas["SubmissionSummary"];
export type Submission = Schemas["SubmissionView"];
export type Verdict = Schemas["VerdictView"];
export type Counts = Schemas["Counts"];
export type Reason = Schemas["Reason"];
export type Receipt = Schemas["Receipt"];
export type SignedReceipt = Schemas["SignedReceipt"];
export type Recognised = Schemas["Recognised"];
export type ReportStatus = Schemas["ReportStatus"];
export type Timeliness = Schemas["Timeliness"];
export type Actor = Schemas["Actor"];
export type Cause = Schemas["Cause"];
export type PeriodView = Schemas["PeriodView"];
export type PeriodKind = Schemas["PeriodKind"];
export type Me = Schemas["SignedInView"];
export type Role = Schemas["Role"];
export type FindingPage = Schemas["FindingPage"];
export type Finding = Schemas["FindingView"];
export type Cell = Schemas["FindingCell"];
export type CalendarEntry = Schemas["CalendarEntry"];
export type WorkingYear = Schemas["WorkingYear"];
export type Notice = Schemas["NoticeView"];
export type MemberCard = Schemas["MemberCard"];
export type MemberStatus = Schemas["MemberStatus"];
export type MemberType = Schemas["MemberType"];
export type RegisterMember = Schemas["RegisterMember"];
export type FormSummary = Schemas["FormSummary"];
export type RuleSet = Schemas["RuleSetView"];
export type Trigger = Schemas["TriggerView"];
export type LiveEvent = Schemas["LiveEvent"];
export type ProblemBody = Schemas["Problem"];
