// An engine of its own with the demonstration's data, or empty, and the providers' sandbox beside it, on free ports.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const program = process.env.HOSTLER_PROGRAM ?? join(root, "build/hostler");

export const people = {
  client: { email: "asha@demo.example", password: "Demo-Client-2026" },
  owner: { email: "owner@demo.example", password: "Owner-Demo-2026-lantern" },
};

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

export async function startEngine({ empty = false } = {}) {
  const web = process.env.HOSTLER_WEB_FOLDER ?? join(root, "build/web");
  if (!existsSync(join(web, "portal/index.html"))) throw new Error("the applications are not built: scripts/build-web");
  const data = mkdtempSync(join(tmpdir(), "hostler-browser-"));
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    HOSTLER_ENVIRONMENT: "sandbox",
    HOSTLER_DATA_DIR: data,
    HOSTLER_LISTEN: `127.0.0.1:${port}`,
    HOSTLER_WEB_FOLDER: web,
    // One address signs in more often than a person would.
    HOSTLER_LIMITS_ANONYMOUS: "100000/15m",
    HOSTLER_LIMITS_AUTH: "1000/1m",
  };
  const run = (args, input) => {
    const done = spawnSync(program, args, { env, input, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`hostler ${args.join(" ")}: ${done.stderr}${done.stdout}`);
  };
  run(["migrate"]);
  if (!empty) run(["seed", "demo", "--sandbox", `http://127.0.0.1:${sandboxPort}`]);
  run(["user", "create-admin", "--email", people.owner.email, "--password-stdin"], people.owner.password);
  const start = (name, args) => {
    const log = openSync(join(data, `${name}.log`), "w");
    return spawn(program, args, { env, stdio: ["ignore", log, log] });
  };
  const children = [start("sandbox", ["sandbox", "--listen", `127.0.0.1:${sandboxPort}`, "--engine", url]), start("engine", ["serve"])];
  const stop = async () => {
    await Promise.all(
      children.map((child) => {
        if (child.exitCode !== null) return undefined;
        const ended = new Promise((done) => child.once("exit", done));
        child.kill("SIGTERM");
        return ended;
      }),
    );
    rmSync(data, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return { url, sandbox: `http://127.0.0.1:${sandboxPort}`, stop };
    await new Promise((later) => setTimeout(later, 100));
  }
  await stop();
  throw new Error("the engine did not become ready");
}
