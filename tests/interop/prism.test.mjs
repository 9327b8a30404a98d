// Prism holds what the sandbox answers against the providers' published OpenAPI documents, trimmed. They are not part of
// this tree: HOSTLER_SPECS names the folder that holds them.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { answers, freePort, startSandbox } from "./support/programs.mjs";

const specs = process.env.HOSTLER_SPECS ?? "";
const require = createRequire(import.meta.url);

// A proxy that answers with the violations that it sees, of requests and of answers.
async function withPrism(spec, upstream, use) {
  const port = await freePort();
  const cli = require.resolve("@stoplight/prism-cli/dist/index.js");
  const child = spawn(process.execPath, [cli, "proxy", "--errors", "--port", String(port), "--host", "127.0.0.1", spec, upstream],
    { stdio: "ignore" });
  try {
    await answers(`http://127.0.0.1:${port}/`, { within: 60_000, process: child });
    await use(`http://127.0.0.1:${port}`);
  } finally {
    child.kill("SIGTERM");
  }
}

async function fits(url, headers) {
  const answer = await fetch(url, { headers });
  const text = await answer.text();
  const violations = answer.headers.get("sl-violations");
  assert.equal(violations, null, `${url}: ${violations}`);
  assert.ok(answer.status < 300, `${url}: ${answer.status} ${text.slice(0, 400)}`);
}

function specOf(context, ...path) {
  const file = join(specs, ...path);
  if (specs !== "" && existsSync(file)) return file;
  context.skip(`SKIPPED: no ${path.join("/")} below HOSTLER_SPECS`);
  return null;
}

test("DigitalOcean's answers fit DigitalOcean's document", async (context) => {
  const spec = specOf(context, "digitalocean", "v2.openapi.json");
  if (!spec) return;
  const sandbox = await startSandbox();
  try {
    const { base_url, token } = sandbox.account("digitalocean");
    await withPrism(spec, base_url, async (prism) => {
      for (const path of ["/v2/account", "/v2/sizes", "/v2/regions", "/v2/droplets", "/v2/volumes", "/v2/firewalls"])
        await fits(prism + path, { authorization: `Bearer ${token}` });
    });
  } finally {
    await sandbox.stop();
  }
});

test("GoDaddy's answers fit GoDaddy's document", async (context) => {
  const spec = specOf(context, "godaddy", "domains.openapi.json");
  if (!spec) return;
  const sandbox = await startSandbox();
  try {
    const { base_url, key, secret } = sandbox.account("godaddy");
    await withPrism(spec, base_url, async (prism) => {
      for (const path of ["/v1/domains", "/v1/domains/tlds", "/v1/domains/available?domain=hostler-interop.com"])
        await fits(prism + path, { authorization: `sso-key ${key}:${secret}` });
    });
  } finally {
    await sandbox.stop();
  }
});
