import { describe, expect, it } from "vitest";

import { groupedPhone } from "./grouped-phone";

describe("a phone number", () => {
  it.each([
    ["+919820012345", "+91 98200 12345"],
    ["+912025678901", "+91 20 2567 8901"],
    ["+912312651234", "+91 231 265 1234"],
    ["+14155550123", "+1 415 555 0123"],
    ["+442079460018", "+44 207 946 0018"],
    ["+4930123456", "+49 3012 3456"],
    ["+971501234567", "+971 501 234 567"],
    ["+35312345678", "+353 1234 5678"],
    ["+91.9822012345", "+91 98220 12345"],
  ])("%s is read as %s", (written, read) => {
    expect(groupedPhone(written)).toBe(read);
    expect(read.replaceAll(" ", "")).toBe(written.replace(".", ""));
  });

  it.each(["1800 123 456", "020 2567 8901", "+91 20 4000 1234", "", "not a number", "+0123456789"])("that is written otherwise stays as it is: %s", (written) => {
    expect(groupedPhone(written)).toBe(written);
  });
});
