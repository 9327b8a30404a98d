import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

const domain: Answer<"/admin/domains/{id}", "get"> = {
  id: "dom_1",
  account_id: "acc_1",
  client: { id: "acc_1", name: "Asha Kulkarni", company: "Asha Studio" },
  name: "xn--h2brj9c.example",
  unicode: "भारत.example",
  status: "active",
  auto_renew: true,
  privacy: false,
  transfer_lock: true,
  dnssec: false,
  nameservers: ["ns1.shop.example", "ns2.shop.example"],
  contacts: { registrant: { first_name: "Asha", last_name: "Kulkarni", address: { city: "Pune" } } },
  registrar: "godaddy",
  registrar_status: "ACTIVE",
  registration: { state: "attention", last_error: "insufficient_funds: top up the reseller's balance" },
  expires_on: "2027-11-01",
  created_at: "2026-11-01T08:00:00Z",
};
const engine = engineOf(
  answers("get", "/admin/domains/{id}", domain),
  answers("get", "/admin/domains/{id}/timeline", {
    data: [
      { kind: "ordered", detail: "register", at: "2026-11-01T08:00:00Z" },
      { kind: "register_failed", detail: "insufficient_funds", at: "2026-11-01T08:01:00Z" },
    ],
    next_cursor: null,
  }),
);

describe("the list of domains", () => {
  it("asks for what waits at the registrar, and says when nothing fits", async () => {
    const asked: string[] = [];
    engine.use(
      answers("get", "/admin/domains", ({ url }) => {
        asked.push(`${url.searchParams.get("registration")} ${url.searchParams.get("status")}`);
        return { data: [domain], next_cursor: null };
      }),
    );
    const { container, unmount } = await open("/domains?registration=attention&status=nonsense");
    const table = within(await screen.findByRole("table"));
    expect(table.getByRole("link", { name: "भारत.example" })).toHaveAttribute("href", "/domains/dom_1");
    expect(table.getByRole("link", { name: "Asha Studio" })).toHaveAttribute("href", "/clients/acc_1");
    expect(asked).toEqual(["attention null"]);
    expect(await axeFindings(container)).toEqual([]);
    unmount();
    engine.use(answers("get", "/admin/domains", { data: [], next_cursor: null }));
    await open("/domains?name=nobody.example");
    expect(await screen.findByText("Nothing fits these filters")).toBeInTheDocument();
  });

  it("says what failed", async () => {
    engine.use(refuses("get", "/admin/domains", { status: 500, code: "internal" }));
    await open("/domains");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});

describe("one domain", () => {
  it("says why it waits, newest step first, and is given up with a reason", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("post", "/admin/domains/{id}/refuse", ({ body }) => {
        sent.push(body);
        return { ...domain, status: "cancelled" as const };
      }),
    );
    const { container } = await open("/domains/dom_1");
    expect(await screen.findByText(/top up the reseller's balance/)).toBeInTheDocument();
    const steps = within(await screen.findByRole("list", { name: "Timeline" })).getAllByRole("listitem");
    expect(steps[0]).toHaveTextContent("Could not be registered");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Give it up" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Give up on भारत.example?" });
    expect(dialog).toHaveTextContent("becomes credit");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Reason/ }), "The name is taken");
    await userEvent.click(within(dialog).getByRole("button", { name: "Give it up" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(sent).toEqual([{ reason: "The name is taken" }]);
  });

  it("is renewed further, or given up, where it was renewed elsewhere", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/domains/{id}", { ...domain, registration: { state: "attention", last_error: "renewed_elsewhere: It was renewed elsewhere" } }),
      answers("post", "/admin/domains/{id}/confirm-renewal", ({ body }) => {
        sent.push(body);
        return { job: "job_1" };
      }),
    );
    await open("/domains/dom_1");
    expect(await screen.findByRole("button", { name: "Give it up" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    for (const name of ["It was renewed by us", "Renew further"]) {
      await userEvent.click(screen.getByRole("button", { name }));
      const dialog = await screen.findByRole("alertdialog");
      await userEvent.click(within(dialog).getByRole("button", { name }));
      await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    }
    expect(sent).toEqual([{ further: false }, { further: true }]);
  });

  it("looks it up at once, and says where that is not possible", async () => {
    engine.use(
      answers("get", "/admin/domains/{id}", { ...domain, registration: { state: "idle" } }),
      refuses("post", "/admin/domains/{id}/sync", { status: 409, code: "domain_state", detail: "It is not ours any more." }),
    );
    await open("/domains/dom_1");
    expect(await screen.findByText("ns1.shop.example")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Look it up" }));
    expect(await screen.findByText("It is not ours any more.")).toBeInTheDocument();
  });
});
