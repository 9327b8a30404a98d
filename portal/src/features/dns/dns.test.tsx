import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, keepsSilent, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

type Zone = Answer<"/dns/zones/{zone}", "get">;
type Plan = Answer<"/dns/zones/{zone}/records", "put">;
interface Sent {
  serial: number;
  scope: string;
  preview?: boolean;
  plan?: string;
  note?: string;
  records: { name: string; type: string; ttl: number; values: string[] }[];
}

const www = { name: "www", type: "A", ttl: 3600, values: ["192.0.2.1"] };
const mx = { name: "@", type: "MX", ttl: 3600, values: ["10 mail.acme.example"] };
const zone = (more: Partial<Zone> = {}): Zone => ({
  id: "zon_1",
  account: "acc_1",
  name: "acme.example",
  unicode: "acme.example",
  state: "active",
  nameservers: ["ns1.shop.test", "ns2.shop.test"],
  serial: 3,
  records: [mx, www],
  dnssec: { state: "off", signers: [], keys: [] },
  created_at: "2026-11-01T08:00:00Z",
  updated_at: "2026-11-20T08:00:00Z",
  ...more,
});
const plan = (more: Partial<Plan> = {}): Plan => ({ preview: true, serial: 3, plan: "p1", state: "active", added: [], removed: [], changed: [], skipped: [], ...more });

const localeFiles = import.meta.glob("../../locales/*/*.json");
const files = Object.fromEntries(Object.entries(localeFiles).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));
const open = (at: string) => showPage({ session, features, localeFiles: files, at });

const quiet = [
  answers("get", "/dns/zones/{zone}", zone()),
  answers("get", "/domains", { data: [], next_cursor: null }),
  answers("get", "/dns/zones", { data: [], next_cursor: null }),
  answers("get", "/dns/templates", { data: [] }),
];
const engine = setupServer(...quiet);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  engine.resetHandlers();
  sessionStorage.clear();
});
afterAll(() => engine.close());

/** Takes records as the engine does, and keeps what was sent. */
function publishing(judge: (body: Sent) => Plan | Response) {
  const sent: Sent[] = [];
  engine.use(
    http.put("*/api/dns/zones/:zone/records", async ({ request }) => {
      const body = (await request.json()) as Sent;
      sent.push(body);
      const said = judge(body);
      return said instanceof Response ? said : HttpResponse.json(said);
    }),
  );
  return sent;
}
const refused = (field: string, code: string) =>
  HttpResponse.json({ status: 422, code: "validation_failed", errors: [{ field, code, message: `engine: ${code}` }] }, { status: 422 });

async function edit(record: string) {
  await userEvent.click(await screen.findByRole("button", { name: `Edit: ${record}` }));
}
async function put(label: string, text: string) {
  const field = screen.getByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
}
const done = () => userEvent.click(screen.getByRole("button", { name: "Done" }));

describe("the editor of a zone", () => {
  it("publishes exactly what was shown", async () => {
    const change = plan({ changed: [{ before: www, after: { ...www, values: ["192.0.2.2"] } }] });
    const sent = publishing((body) => (body.preview ? change : { ...change, preview: false, serial: 4, state: "publishing", job: "job_1" }));
    const { container } = await open("/dns/acme.example");
    await edit("www A");
    await put("Value", "192.0.2.2");
    await done();
    expect(await screen.findByText("1 change is not published")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Review and publish" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("0 new, 1 changed, 0 removed at ns1.shop.test, ns2.shop.test.")).toBeInTheDocument();
    expect(dialog.getByText("192.0.2.1")).toHaveClass("line-through");
    expect(dialog.getByText("192.0.2.2")).toBeInTheDocument();
    await userEvent.type(dialog.getByLabelText(/Note for the history/), "new server");
    engine.use(answers("get", "/dns/zones/{zone}", zone({ state: "publishing" })));
    await userEvent.click(dialog.getByRole("button", { name: "Publish" }));
    expect(await screen.findByText("The records are being published")).toBeInTheDocument();
    expect(screen.queryByText(/not published/)).toBeNull();
    expect(sent.at(-1)).toEqual({ scope: "zone", serial: 3, plan: "p1", note: "new server", records: [mx, { ...www, values: ["192.0.2.2"] }] });
    expect(sent.slice(0, -1).every(({ preview }) => preview)).toBe(true);
  });

  it("says what is wrong with a record at its field, and keeps it open", async () => {
    const sent = publishing(({ records }) => (records.some(({ values }) => values.includes("not an address")) ? refused("records[0].values[0]", "not_an_address") : plan()));
    const { container } = await open("/dns/acme.example");
    await userEvent.click(await screen.findByRole("button", { name: "Add record" }));
    expect(screen.queryByText(/not published/)).toBeNull();
    await put("Name", "shop");
    await put("Value", "not an address");
    await done();
    expect(await screen.findByText("This is no address. For a name use a CNAME.")).toBeInTheDocument();
    expect(screen.getByLabelText("Value")).toBeInvalid();
    expect(await axeFindings(container)).toEqual([]);
    await put("Value", "192.0.2.7");
    await done();
    await waitFor(() => expect(screen.queryByLabelText("Value")).toBeNull());
    expect(screen.getByText("192.0.2.7")).toBeInTheDocument();
    expect(sent.at(-1)?.records[0]).toEqual({ name: "shop", type: "A", ttl: 3600, values: ["192.0.2.7"] });
  });

  it("puts a second value of a name and type beside the first, and takes a record apart by its parts", async () => {
    const sent = publishing(() => plan());
    await open("/dns/acme.example");
    await userEvent.click(await screen.findByRole("button", { name: "Add record" }));
    await put("Name", "WWW.acme.example.");
    await put("Value", "192.0.2.8");
    await done();
    await waitFor(() => expect(sent.at(-1)?.records).toEqual([mx, { ...www, values: ["192.0.2.1", "192.0.2.8"] }]));
    await edit("@ MX");
    expect(screen.getByLabelText("Priority")).toHaveValue("10");
    await put("Priority", "20");
    await put("Host", "mx.acme.example");
    await done();
    await waitFor(() => expect(sent.at(-1)?.records[0]?.values).toEqual(["20 mx.acme.example"]));
  });

  it("marks what is removed, and takes it back", async () => {
    publishing(() => plan());
    await open("/dns/acme.example");
    await userEvent.click(await screen.findByRole("button", { name: "Remove: www A" }));
    expect(screen.getByText("0 new, 0 changed, 1 removed")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Undo: www A" }));
    expect(screen.queryByText("0 new, 0 changed, 1 removed")).toBeNull();
  });

  it("warns whoever leaves with changes, and lets them stay", async () => {
    publishing(() => plan());
    const { router } = await open("/dns/acme.example");
    await userEvent.click(await screen.findByRole("button", { name: "Remove: www A" }));
    await act(async () => void router.navigate({ to: "/dns" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(dialog.getByText("1 change is not published and will be lost.")).toBeInTheDocument();
    await userEvent.click(dialog.getByRole("button", { name: "Cancel" }));
    expect(router.state.location.pathname).toBe("/dns/acme.example");
    await act(async () => void router.navigate({ to: "/dns" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Leave" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/dns"));
    expect(sessionStorage).toHaveLength(0);
  });

  it("finds its changes after a reload, but not on top of what somebody else published", async () => {
    publishing(() => plan());
    const first = await open("/dns/acme.example");
    await userEvent.click(await screen.findByRole("button", { name: "Remove: www A" }));
    first.unmount();
    const second = await open("/dns/acme.example");
    expect(await screen.findByText("Your unpublished changes from before the reload are here again")).toBeInTheDocument();
    expect(screen.getByText("0 new, 0 changed, 1 removed")).toBeInTheDocument();
    second.unmount();
    engine.use(answers("get", "/dns/zones/{zone}", zone({ serial: 4 })));
    await open("/dns/acme.example");
    await screen.findByRole("button", { name: "Remove: www A" });
    expect(screen.queryByText("0 new, 0 changed, 1 removed")).toBeNull();
  });

  it("puts the changes on top of a version that came in between", async () => {
    const sent = publishing((body) =>
      body.serial === 3 ? (HttpResponse.json({ status: 412, code: "zone_changed", serial: 4 }, { status: 412 }) as Response) : plan({ removed: [www] }),
    );
    await open("/dns/acme.example");
    await userEvent.click(await screen.findByRole("button", { name: "Remove: www A" }));
    engine.use(answers("get", "/dns/zones/{zone}", zone({ serial: 4, records: [mx, { ...www, values: ["192.0.2.9"] }] })));
    await userEvent.click(screen.getByRole("button", { name: "Review and publish" }));
    expect(await screen.findByText("This zone was changed elsewhere meanwhile")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Put mine on top" }));
    expect(await screen.findByText("Changed by somebody else too")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Review and publish" }));
    expect(await screen.findByRole("dialog")).toBeInTheDocument();
    expect(sent.at(-1)).toMatchObject({ serial: 4, records: [mx] });
  });

  it("cannot be used while the name servers are at work, and says when something went wrong there", async () => {
    engine.use(answers("get", "/dns/zones/{zone}", zone({ state: "publishing" })));
    const { unmount } = await open("/dns/acme.example");
    expect(await screen.findByText("The records are being published")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Add record" })).toBeDisabled();
    unmount();
    engine.use(answers("get", "/dns/zones/{zone}", zone({ last_error: "www A is refused" })));
    await open("/dns/acme.example");
    expect(await screen.findByText("The last change was not published")).toBeInTheDocument();
    expect(screen.getByText(/www A is refused/)).toBeInTheDocument();
  });
});

describe("a zone file and a template", () => {
  it("are shown before they are published, with the lines that are left out", async () => {
    let sent: unknown;
    engine.use(
      http.post("*/api/dns/zones/:zone/import", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(
          plan({ added: [{ name: "ftp", type: "A", ttl: 300, values: ["192.0.2.3"] }], skipped: [{ line: 2, text: "@ SOA a b", reason: "the zone has its own" }] }),
        );
      }),
    );
    await open("/dns/acme.example");
    await userEvent.click(await screen.findByRole("button", { name: "Import" }));
    await userEvent.type(await screen.findByLabelText("Zone file"), "ftp A 192.0.2.3");
    await userEvent.click(screen.getByRole("button", { name: "Preview" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Import a zone file" }));
    expect(await dialog.findByText("1 line is left out")).toBeInTheDocument();
    expect(dialog.getByText("ftp")).toBeInTheDocument();
    expect(sent).toEqual({ text: "ftp A 192.0.2.3", scope: "sets", serial: 3, preview: true });
    expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
  });

  it("ask for what they need at its field", async () => {
    engine.use(
      answers("get", "/dns/templates", { data: [{ name: "hosting", title: "Web site and mail", description: "", records: [], places: ["ip"], shipped: true }] }),
      refuses("post", "/dns/zones/{zone}/template", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "values.ip", code: "required", message: "this template needs a value for ip" }],
      }),
    );
    await open("/dns/acme.example");
    await userEvent.click(await screen.findByRole("button", { name: "Templates" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(await dialog.findByRole("combobox"));
    await userEvent.click(await screen.findByRole("option", { name: "Web site and mail" }));
    await userEvent.click(dialog.getByRole("button", { name: "Preview" }));
    await waitFor(() => expect(dialog.getByLabelText("IPv4 address")).toBeInvalid());
  });
});

describe("the versions of a zone", () => {
  const version = (serial: number, more: object = {}) => ({
    serial,
    state: "published" as const,
    added: 1,
    changed: 0,
    removed: 0,
    note: "",
    author: "usr_1",
    created_at: "2026-11-20T08:00:00Z",
    ...more,
  });

  it("can be restored after a look, and opened in the editor", async () => {
    engine.use(
      answers("get", "/dns/zones/{zone}/versions", { data: [version(3), version(2, { note: "before the move" }), version(1, { state: "failed" })], next_cursor: null }),
      answers("post", "/dns/zones/{zone}/versions/{serial}/restore", plan({ removed: [www] })),
      answers("get", "/dns/zones/{zone}/versions/{serial}", { ...version(1), records: [mx] }),
    );
    const { container } = await open("/dns/acme.example?tab=versions");
    expect(await screen.findByText("before the move")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Restore: Version 3" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Restore: Version 1" })).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Restore: Version 2" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Restore version 2" }));
    expect(dialog.getByText("192.0.2.1")).toBeInTheDocument();
    await userEvent.click(dialog.getByRole("button", { name: "Cancel" }));
    await userEvent.click(screen.getByRole("button", { name: "Open in the editor: Version 1" }));
    expect(await screen.findByText("0 new, 0 changed, 1 removed")).toBeInTheDocument();
  });
});

describe("the signing of a zone", () => {
  const signers = [{ key_tag: 12345, algorithm: 13, digest_type: 2, digest: "49fd46e6" }];

  it("ends only once the parent has been told", async () => {
    let asked = "";
    engine.use(
      answers("get", "/dns/zones/{zone}", zone({ dnssec: { state: "on", signers, keys: [] } })),
      http.delete("*/api/dns/zones/:zone/dnssec", ({ request }) => {
        asked = new URL(request.url).search;
        return HttpResponse.json(zone({ dnssec: { state: "ending", signers, keys: [], ends_at: "2026-11-25T08:00:00Z" } }));
      }),
    );
    const { container } = await open("/dns/acme.example?tab=dnssec");
    expect(await screen.findByText("12345 13 2 49fd46e6")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Stop signing" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(dialog.getByText(/Remove the DS records at the registrar first/)).toBeInTheDocument();
    expect(asked).toBe("");
    await userEvent.click(dialog.getByRole("button", { name: "The DS records are removed" }));
    await waitFor(() => expect(asked).toBe("?ds_removed=true"));
    expect(await axeFindings(container)).toEqual([]);
  });
});

describe("zones", () => {
  it("are listed, and one is added", async () => {
    let sent: unknown;
    engine.use(
      answers("get", "/dns/zones", {
        data: [
          {
            id: "zon_1",
            account: "acc_1",
            name: "acme.example",
            unicode: "acme.example",
            state: "active",
            serial: 3,
            records: 2,
            dnssec: "off",
            created_at: "2026-11-01T08:00:00Z",
            updated_at: "2026-11-20T08:00:00Z",
          },
        ],
        next_cursor: null,
      }),
      http.post("*/api/dns/zones", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(zone({ id: "zon_2", name: "new.example", unicode: "new.example", state: "creating" }), { status: 201 });
      }),
    );
    const { container, router } = await open("/dns");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "acme.example" })).toHaveAttribute("href", "/dns/acme.example");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Serve a name" }));
    await userEvent.type(await screen.findByLabelText("Name"), "new.example");
    await userEvent.click(screen.getByRole("button", { name: "Serve it here" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/dns/new.example"));
    expect(sent).toEqual({ name: "new.example" });
  });

  it("say that there are none, that they wait, and what failed", async () => {
    const { unmount } = await open("/dns");
    expect(await screen.findByText("No zones yet")).toBeInTheDocument();
    unmount();
    engine.use(keepsSilent("get", "/dns/zones"));
    const waiting = await open("/dns");
    expect(await screen.findByRole("status", { name: "Loading" })).toBeInTheDocument();
    waiting.unmount();
    engine.use(refuses("get", "/dns/zones", { status: 500, code: "internal" }));
    await open("/dns");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });

  it("say of a domain that its records are elsewhere, and offer to keep them here", async () => {
    engine.use(
      answers("get", "/domains/{id}", {
        id: "dom_1",
        name: "asha.com",
        unicode: "asha.com",
        status: "active",
        expires_on: "2027-01-01",
        auto_renew: true,
        privacy: false,
        transfer_lock: true,
        dnssec: false,
        nameservers: ["ns1.old.example"],
        contacts: null,
        registration: { state: "idle" },
        created_at: "2025-01-01T00:00:00Z",
      }),
      refuses("get", "/dns/zones/{zone}", { status: 404, code: "not_found" }),
      refuses("post", "/dns/zones", { status: 409, code: "zone_taken", detail: "asha.com is served for somebody else here already." }),
    );
    await open("/domains/dom_1/dns");
    expect(await screen.findByText("Its records are not kept here")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Serve it here" }));
    expect(await screen.findByText("asha.com is served for somebody else here already.")).toBeInTheDocument();
  });
});
