import { beforeEach, describe, expect, it } from "vitest";

import { dropDraft, forgetDrafts, readDraft, writeDraft } from "./drafts";

const day = 86_400_000;

describe("a draft", () => {
  beforeEach(() => localStorage.clear());

  it("is the account's that wrote it", () => {
    writeDraft("acc_1", "ticket", { subject: "Mail is down" }, 5);
    expect(readDraft("acc_1", "ticket", 6)).toEqual({ at: 5, values: { subject: "Mail is down" } });
    expect(readDraft("acc_2", "ticket", 6)).toBeNull();
  });

  it("is gone after two weeks, and when it was sent", () => {
    writeDraft("acc_1", "ticket", { subject: "Old" }, 0);
    expect(readDraft("acc_1", "ticket", 15 * day)).toBeNull();
    expect(localStorage).toHaveLength(0);
    writeDraft("acc_1", "ticket", { subject: "New" });
    dropDraft("acc_1", "ticket");
    expect(readDraft("acc_1", "ticket")).toBeNull();
  });

  it("that nobody can read is none", () => {
    localStorage.setItem("hostler.draft.acc_1.ticket", "{");
    expect(readDraft("acc_1", "ticket")).toBeNull();
  });

  it("goes with all others, and nothing else does, when somebody signs out", () => {
    localStorage.setItem("hostler.theme", "dark");
    writeDraft("acc_1", "ticket", {});
    writeDraft("acc_2", "reply", {});
    forgetDrafts();
    expect(Object.keys(localStorage)).toEqual(["hostler.theme"]);
  });
});
