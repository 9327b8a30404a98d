import { expect, it } from "vitest";

import { curlOf } from "./curl";

it("writes a call that a shell takes as it is, with no token in it", () => {
  expect(curlOf("GET", "/admin/jobs/job_1")).toBe(`curl 'http://shop.test/api/admin/jobs/job_1' \\\n  -H "Authorization: Bearer $HOSTLER_API_KEY"`);
  expect(curlOf("POST", "/admin/x", { note: "it's" })).toContain(`--data '{"note":"it'\\''s"}'`);
});
