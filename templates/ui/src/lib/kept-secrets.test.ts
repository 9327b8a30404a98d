import { describe, expect, it } from "vitest";

import { withKept, withoutKept } from "./kept-secrets";
import type { FieldSchema } from "./schema";

const secret: FieldSchema = { type: "string", format: "secret" };
const schema: FieldSchema = {
  type: "object",
  properties: { host: { type: "string" }, token: secret, old_token: secret, proxy: { type: "object", properties: { user: { type: "string" }, password: secret } } },
};
const stored = { host: "a.example", token: "***", old_token: "***", proxy: { user: "me", password: "***" } };

describe("kept secrets", () => {
  it("are no values of the form, and are named", () => {
    expect(withoutKept(schema, stored)).toEqual({ value: { host: "a.example", proxy: { user: "me" } }, kept: { token: true, old_token: true, "proxy.password": true } });
  });

  it("go back as they were shown where nobody touched them", () => {
    const { value, kept } = withoutKept(schema, stored);
    expect(withKept(value, kept)).toEqual(stored);
  });

  it("are replaced or taken away", () => {
    const { value, kept } = withoutKept(schema, stored);
    expect(withKept({ ...value, token: "new", old_token: null, proxy: { user: "me", password: null } }, kept)).toEqual({ host: "a.example", token: "new", proxy: { user: "me" } });
  });

  it("leave a text alone that only looks like a mask", () => {
    expect(withoutKept(schema, { host: "***" })).toEqual({ value: { host: "***" }, kept: {} });
  });
});
