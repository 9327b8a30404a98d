// Starts the program that was built, as a sandbox of the providers or as an engine, and ends it with the test.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program = process.env.HOSTLER_PROGRAM ?? fileURLToPath(new URL("../../../build/hostler", import.meta.url));

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export async function answers(url, { within = 20_000, process: child } = {}) {
  const until = Date.now() + within;
  for (;;) {
    try {
      const answer = await fetch(url);
      if (answer.status < 500) return;
    } catch {
      // not listening yet
    }
    if (child?.exitCode != null) throw new Error(`the program ended with ${child.exitCode}`);
    if (Date.now() > until) throw new Error(`${url} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function ended(child) {
  return new Promise((resolve) => {
    if (child.exitCode != null) return resolve();
    child.once("exit", resolve);
    child.kill("SIGTERM");
  });
}

/** `hostler sandbox` on a free port: its address, its accounts by provider, and stop(). */
export async function startSandbox(engine = "http://127.0.0.1:1") {
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(program, ["sandbox", "--listen", url.slice(7), "--engine", engine], { stdio: "ignore" });
  await answers(`${url}/_accounts`, { process: child });
  const { data } = await (await fetch(`${url}/_accounts`)).json();
  const account = (provider) => data.find((one) => one.provider === provider);
  const post = async (path, body) => {
    const answer = await fetch(url + path, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    return answer.json();
  };
  return { url, account, pay: (body) => post("/_pay", body), stop: () => ended(child) };
}

/** An engine with the demo's data, whose gateways are that sandbox's accounts. */
export async function startEngine(sandboxUrl, port) {
  const folder = mkdtempSync(join(tmpdir(), "hostler-interop-"));
  const env = { ...process.env, HOSTLER_ENVIRONMENT: "sandbox", HOSTLER_DATA_DIR: folder };
  for (const command of [["migrate"], ["seed", "demo", "--sandbox", sandboxUrl]]) {
    const done = spawnSync(program, command, { env, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`${command.join(" ")}: ${done.stderr || done.stdout}`);
  }
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program, ["serve", "--listen", url.slice(7)], { env, stdio: "ignore" });
  await answers(`${url}/readyz`, { within: 60_000, process: child });
  return { url, stop: () => ended(child).then(() => rmSync(folder, { recursive: true, force: true })) };
}
