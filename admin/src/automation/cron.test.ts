import { describe, expect, it } from "vitest";

import { cronWords, nextTimes, zoneThatFits } from "./cron";

describe("cron expressions", () => {
  it("are said in words of both languages", () => {
    expect(cronWords("30 0 * * *", "en")).toBe("At 00:30, every day");
    expect(cronWords("30 0 * * *", "hi")).toBe("समय 00:30, हर दिन");
    expect(cronWords("*/15 9-17 * * 1-5", "hi")).toContain("हर 15 मिनट पर");
  });

  it("are none where they are not of five fields", () => {
    expect(cronWords("every day", "en")).toBeNull();
    expect(cronWords("0 30 0 * * *", "en")).toBeNull();
    expect(nextTimes("61 0 * * *", "Asia/Kolkata", new Date("2026-01-01T00:00:00Z"), 5)).toEqual([]);
  });

  it("come next by the clock of the zone", () => {
    const times = nextTimes("30 0 * * *", "Asia/Kolkata", new Date("2026-01-30T20:00:00Z"), 2).map((at) => at.toISOString());
    expect(times).toEqual(["2026-01-31T19:00:00.000Z", "2026-02-01T19:00:00.000Z"]);
  });

  it("tell the shop's zone by when they run next", () => {
    const known = [{ when: "30 0 * * *", next: "2026-01-30T19:00:00Z" }];
    expect(zoneThatFits(known, "Asia/Kolkata")).toBe("Asia/Kolkata");
    const other = zoneThatFits(known, "America/New_York");
    expect(other && nextTimes("30 0 * * *", other, new Date("2026-01-30T18:00:00Z"), 1)[0]?.toISOString()).toBe("2026-01-30T19:00:00.000Z");
    expect(zoneThatFits([], "Asia/Kolkata")).toBeNull();
  });
});
