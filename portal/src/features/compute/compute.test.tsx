import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, keepsSilent, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

import { portsOf, portsText } from "./components/ports";

type Instance = Answer<"/compute/instances/{id}", "get">;
type Part = Answer<"/compute/volumes/{id}", "get">;

const instance: Instance = {
  id: "svc_1",
  product: { id: "prd_1", name: "Cloud Server 1 GB" },
  hostname: "web1.example.in",
  status: "active",
  power: "running",
  health: "ok",
  actions: ["start", "stop", "reboot", "rebuild", "snapshot", "restore_snapshot"],
  machine: {
    size: "s-1vcpu-1gb",
    region: "blr1",
    image: "ubuntu-24-04-x64",
    vcpus: 1,
    memory_bytes: 1_073_741_824,
    disk_bytes: 26_843_545_600,
    addresses: [{ ip: "203.0.113.7", family: 4, public: true }],
  },
  checked_at: "2026-11-05T08:00:00Z",
  stale: false,
  created_at: "2026-11-01T08:00:00Z",
};
const volume: Part = {
  id: "res_1",
  kind: "volumes",
  name: "backups",
  state: "ready",
  instance_id: "svc_1",
  details: { size_bytes: 10 * 1_073_741_824, attached: true },
  created_at: "2026-11-02T08:00:00Z",
};
const files = Object.fromEntries(Object.entries(import.meta.glob("../../locales/*/*.json")).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));
const open = (at: string) => showPage({ session, features, localeFiles: files, at });
const job = { job: "job_1" };

const engine = setupServer(
  answers("get", "/compute/instances", { data: [instance], next_cursor: null }),
  answers("get", "/compute/instances/{id}", instance),
  answers("get", "/compute/instances/{id}/metrics", {
    series: [
      {
        name: "cpu_percent",
        points: [
          { at: 1_700_000_000, value: "12.50" },
          { at: 1_700_000_060, value: "40.00" },
        ],
      },
    ],
  } as never),
  answers("get", "/compute/images", { data: [{ id: "debian-13-x64", name: "Debian 13", available: true }], next_cursor: null }),
  answers("get", "/compute/volumes", { data: [volume], next_cursor: null }),
  answers("get", "/compute/volumes/{id}", volume),
  answers("get", "/compute/snapshots", { data: [], next_cursor: null }),
  refuses("get", "/compute/apps", { status: 404, code: "not_found" }),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("the list of machines", () => {
  it("shows each with its power and address", async () => {
    const { container } = await open("/compute");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "web1.example.in" })).toHaveAttribute("href", "/compute/svc_1");
    expect(within(table).getByText("Running")).toBeInTheDocument();
    expect(within(table).getByText("203.0.113.7")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("goes on asking where a page held no machine, and says when there is none", async () => {
    const asked: (string | null)[] = [];
    engine.use(
      answers("get", "/compute/instances", ({ url }) => {
        asked.push(url.searchParams.get("cursor"));
        return { data: [], next_cursor: url.searchParams.get("cursor") ? null : "c1" };
      }),
    );
    await open("/compute");
    expect(await screen.findByText("No machines yet")).toBeInTheDocument();
    expect(asked).toEqual([null, "c1"]);
  });

  it("waits, and fails in words", async () => {
    engine.use(keepsSilent("get", "/compute/instances"));
    const waiting = await open("/compute");
    expect(await screen.findByRole("status", { name: "Loading" })).toBeInTheDocument();
    waiting.unmount();
    engine.use(refuses("get", "/compute/instances", { status: 500, code: "internal" }));
    await open("/compute");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});

describe("one machine", () => {
  it("shows what it is and how busy, and stops after a question", async () => {
    let sent: unknown;
    engine.use(
      answers(
        "post",
        "/services/{id}/actions",
        ({ body }) => {
          sent = body;
          return job;
        },
        202,
      ),
    );
    const { container } = await open("/compute/svc_1");
    expect(await screen.findByRole("heading", { level: 1, name: "web1.example.in" })).toBeInTheDocument();
    expect(await screen.findByRole("img", { name: /^Processor\. Busy: 40%/ })).toBeInTheDocument();
    expect(screen.getByText("1 GB")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Stop" }));
    await waitFor(() => expect(sent).toEqual({ action: "stop" }));
  });

  it("is rebuilt only once its name was typed, with the system that was chosen", async () => {
    let sent: unknown;
    engine.use(
      answers(
        "post",
        "/services/{id}/actions",
        ({ body }) => {
          sent = body;
          return job;
        },
        202,
      ),
    );
    await open("/compute/svc_1");
    await userEvent.click(await screen.findByRole("button", { name: "More" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Rebuild" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(within(dialog).getByRole("button", { name: "Rebuild" })).toBeDisabled();
    await userEvent.click(within(dialog).getByRole("combobox", { name: "System" }));
    await userEvent.click(await screen.findByRole("option", { name: "Debian 13" }));
    await userEvent.type(within(dialog).getByRole("textbox"), "web1.example.in");
    await userEvent.click(within(dialog).getByRole("button", { name: "Rebuild" }));
    await waitFor(() => expect(sent).toEqual({ action: "rebuild", params: { image: "debian-13-x64" } }));
  });

  it("says what is under way and takes nothing else meanwhile, and what failed last", async () => {
    const action = { action: "reboot", job: "job_1", requested_at: "2026-11-05T08:00:00Z" };
    engine.use(answers("get", "/compute/instances/{id}", { ...instance, last_action: { ...action, state: "running" } }));
    const { unmount } = await open("/compute/svc_1");
    expect(await screen.findByText(/rebooting/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Stop" })).toBeDisabled();
    unmount();
    engine.use(answers("get", "/compute/instances/{id}", { ...instance, stale: true, last_action: { ...action, state: "failed", error: "quota_reached" } }));
    await open("/compute/svc_1");
    expect(await screen.findByText(/has no room left/)).toBeInTheDocument();
    expect(screen.getByText(/does not answer right now/)).toBeInTheDocument();
  });

  it("says that figures and output are not offered, rather than that something failed", async () => {
    engine.use(
      refuses("get", "/compute/instances/{id}/metrics", { status: 404, code: "not_found" }),
      refuses("get", "/compute/instances/{id}/logs", { status: 404, code: "not_found" }),
    );
    await open("/compute/svc_1");
    expect(await screen.findByText(/tells no figures/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole("tab", { name: "Output" }));
    expect(await screen.findByText(/does not pass on/)).toBeInTheDocument();
  });

  it("stops by itself after a time of doing nothing", async () => {
    let sent: unknown;
    engine.use(
      answers("put", "/compute/instances/{id}/auto-shutdown", ({ body }) => {
        sent = body;
        return { ...instance, auto_shutdown: { after_idle: 60 } };
      }),
    );
    await open("/compute/svc_1");
    await userEvent.click(await screen.findByRole("radio", { name: "When nothing happens on it" }));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual({ after_idle: 60 }));
  });

  it("shows what belongs to it and to no other", async () => {
    engine.use(answers("get", "/compute/volumes", { data: [volume, { ...volume, id: "res_2", name: "elsewhere", instance_id: "svc_2" }], next_cursor: null }));
    await open("/compute/svc_1?tab=storage");
    expect(await screen.findByRole("link", { name: "backups" })).toHaveAttribute("href", "/compute/volumes/res_1");
    expect(screen.queryByText("elsewhere")).toBeNull();
  });
});

describe("what belongs to machines", () => {
  it("is listed, and made with what its kind asks for", async () => {
    let sent: unknown;
    engine.use(
      answers(
        "post",
        "/compute/volumes",
        ({ body }) => {
          sent = body;
          return { ...volume, state: "creating" as const, job: "job_1" };
        },
        202,
      ),
    );
    const { container, router } = await open("/compute/volumes");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "backups" })).toHaveAttribute("href", "/compute/volumes/res_1");
    expect(await within(table).findByText("web1.example.in")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "New volume" }));
    const drawer = await screen.findByRole("dialog");
    await userEvent.click(within(drawer).getByRole("button", { name: "Make it" }));
    expect(await within(drawer).findByText("Fill this in")).toBeInTheDocument();
    await userEvent.click(within(drawer).getByRole("combobox", { name: "Machine" }));
    await userEvent.click(await screen.findByRole("option", { name: /web1/ }));
    await userEvent.type(within(drawer).getByLabelText(/Name/), "media");
    await userEvent.type(within(drawer).getByLabelText("Size in GB"), "20");
    expect(await axeFindings(drawer)).toEqual([]);
    await userEvent.click(within(drawer).getByRole("button", { name: "Make it" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/compute/volumes/res_1"));
    expect(sent).toEqual({ instance_id: "svc_1", name: "media", size_gb: 20 });
  });

  it("says why it is not included, in words", async () => {
    engine.use(refuses("post", "/compute/volumes", { status: 409, code: "not_included", detail: "What this server was bought as includes no more of these." }));
    await open("/compute/volumes?new=1&instance=svc_1");
    const drawer = await screen.findByRole("dialog");
    await userEvent.type(within(drawer).getByLabelText("Size in GB"), "20");
    await within(drawer).findAllByText(/web1/);
    await userEvent.click(within(drawer).getByRole("button", { name: "Make it" }));
    expect(await within(drawer).findByRole("alert")).toHaveTextContent(/does not include|includes no more/);
  });

  it("grows by an action, and is deleted once its name was typed", async () => {
    const sent: unknown[] = [];
    let gone = false;
    engine.use(
      answers(
        "post",
        "/compute/volumes/{id}/actions",
        ({ body }) => {
          sent.push(body);
          return job;
        },
        202,
      ),
      http.delete("*/api/compute/volumes/:id", () => {
        gone = true;
        return HttpResponse.json(job, { status: 202 });
      }),
    );
    const { router } = await open("/compute/volumes/res_1");
    expect(await screen.findByRole("button", { name: "Detach" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Attach" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Resize" }));
    const dialog = await screen.findByRole("dialog");
    const size = within(dialog).getByLabelText("Size in GB");
    expect(size).toHaveValue("10");
    await userEvent.clear(size);
    await userEvent.type(size, "30");
    await userEvent.click(within(dialog).getByRole("button", { name: "Resize" }));
    await waitFor(() => expect(sent).toEqual([{ action: "resize", params: { size_gb: 30 } }]));
    await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
    const question = await screen.findByRole("alertdialog");
    await userEvent.type(within(question).getByRole("textbox"), "backups");
    await userEvent.click(within(question).getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/compute/volumes"));
    expect(gone).toBe(true);
  });

  it("sends a firewall's rules as the API takes them", async () => {
    let sent: { rules?: unknown[] } = {};
    engine.use(
      answers("get", "/compute/firewalls", { data: [], next_cursor: null }),
      answers("get", "/compute/firewalls/{id}", { ...volume, kind: "firewalls", name: "web", details: { rules: [] } }),
      answers(
        "post",
        "/compute/firewalls",
        ({ body }) => {
          sent = body as typeof sent;
          return { ...volume, kind: "firewalls" };
        },
        202,
      ),
    );
    await open("/compute/firewalls?new=1&instance=svc_1");
    const drawer = await screen.findByRole("dialog");
    const ports = within(drawer).getByLabelText("Ports 1");
    await userEvent.clear(ports);
    await userEvent.type(ports, "8000-8010");
    const networks = within(drawer).getByLabelText("Networks 1");
    await userEvent.clear(networks);
    await userEvent.type(networks, "198.51.100.0/24, 2001:db8::/32");
    await within(drawer).findAllByText(/web1/);
    await userEvent.click(within(drawer).getByRole("button", { name: "Make it" }));
    await waitFor(() => expect(sent.rules?.[0]).toEqual({ direction: "in", protocol: "tcp", from_port: 8000, to_port: 8010, networks: ["198.51.100.0/24", "2001:db8::/32"] }));
  });

  it("reads ports as people write them", () => {
    expect(portsOf("22")).toEqual({ from_port: 22, to_port: 22 });
    expect(portsOf("8000 - 8010")).toEqual({ from_port: 8000, to_port: 8010 });
    expect(portsOf("")).toEqual({ from_port: null, to_port: null });
    for (const wrong of ["70000", "90-80", "ssh"]) expect(portsOf(wrong)).toBeNull();
    expect(portsText({ from_port: 80, to_port: 80 })).toBe("80");
    expect(portsText({ from_port: null, to_port: null })).toBe("");
  });
});

describe("a database", () => {
  it("shows its password and connection on purpose alone", async () => {
    let asked = 0;
    const database: Part = {
      ...volume,
      kind: "databases",
      name: "shop",
      details: { engine: "postgresql", version: "17", size: "db-s-1vcpu-1gb", nodes: 1, host: "db.example", port: 25060 },
    };
    engine.use(
      answers("get", "/databases/{id}", database),
      answers("get", "/databases/{id}/credentials", () => {
        asked += 1;
        return { host: "db.example", port: 25060, user: "doadmin", password: "s3/cret", database: "defaultdb" } as never;
      }),
    );
    const { container } = await open("/databases/res_1");
    const reveal = await screen.findByRole("button", { name: "Show: Connection string" });
    expect(asked).toBe(0);
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(reveal);
    expect(await screen.findByText("postgresql://doadmin:s3%2Fcret@db.example:25060/defaultdb")).toBeInTheDocument();
    expect(asked).toBe(1);
    await userEvent.click(screen.getByRole("button", { name: "Hide: Connection string" }));
    expect(screen.queryByText(/s3%2Fcret/)).toBeNull();
  });
});
