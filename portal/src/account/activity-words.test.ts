import { describe, expect, it } from "vitest";

import english from "../locales/en/activity.json";

import { activityPlace, activityWords } from "./activity-words";

const texts: Record<string, string> = english;
const t = (key: string, { defaultValue, what }: { defaultValue?: string; what?: string }) =>
  (texts[key.split(":")[1] ?? ""] ?? defaultValue ?? key).replace("{{what}}", what ?? "");

describe("what happened", () => {
  it("is said in words", () => {
    expect(activityWords(t, "payment.initiated")).toBe("Payment begun");
    expect(activityWords(t, "service.firewalls_create_done")).toBe("Firewall made");
    expect(activityWords(t, "service.load_balancers_delete_requested")).toBe("Load balancer being deleted");
    expect(activityWords(t, "service.volumes_attach_refused")).toBe("Volume could not be changed");
  });

  it("is shown as it is named where it has no words yet", () => {
    expect(activityWords(t, "moon.has_risen")).toBe("Moon has risen");
  });

  it("leads to what it happened to", () => {
    expect(activityPlace("inv_0abc")).toBe("/invoices/inv_0abc");
    expect(activityPlace("rcv_0abc")).toBe("/receipts/rcv_0abc");
    expect(activityPlace("usr_0abc")).toBeUndefined();
    expect(activityPlace("")).toBeUndefined();
  });
});
