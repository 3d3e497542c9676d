import { describe, expect, it } from "vitest";
import { ru } from "~/locales/ru";
import { answerFaults, answerOf } from "./answer";

const t = ru.disputes.answer;

describe("an answer to a dispute", () => {
  it("accepts with a date only", () => {
    expect(answerFaults({ outcome: "accepted", until: "", text: "Да" }, t)).toEqual({ until: t.untilMissing });
    expect(answerFaults({ outcome: "accepted", until: "2027-03-31", text: "" }, t)).toEqual({});
  });

  it("refuses with reasons only", () => {
    expect(answerFaults({ outcome: "refused", until: "", text: "  " }, t)).toEqual({ text: t.reasonsMissing });
    expect(answerFaults({ outcome: "refused", until: "", text: "Нет расчета" }, t)).toEqual({});
  });

  it("sends no date with a refusal", () => {
    const refused = answerOf({ outcome: "refused", until: "2027-03-31", text: " Нет расчета " });
    expect(refused).toEqual({ outcome: "refused", answer: "Нет расчета", valid_until: null });
  });
});
