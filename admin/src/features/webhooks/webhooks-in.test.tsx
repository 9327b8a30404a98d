import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Event = Answer<"/admin/webhooks/in/{id}", "get">;

const held: Event = {
  id: "gev_1",
  gateway: "razorpay",
  event_id: "evt_Kx81",
  type: "payment.captured",
  state: "held",
  reason: "It is of another amount than the payment.",
  amount: { amount: 118_000, currency: "INR" },
  transaction_id: "pay_Kx80",
  payment_id: null,
  can_replay: true,
  received_at: "2026-11-20T10:00:00Z",
};
const engine = engineOf();

describe("what gateways sent", () => {
  it("is listed by gateway and state, and one event is opened with what it says of money", async () => {
    const asked: string[] = [];
    engine.use(
      answers("get", "/admin/webhooks/in", ({ url }) => {
        asked.push(`${url.searchParams.get("gateway")} ${url.searchParams.get("state")}`);
        return { data: [held], next_cursor: null };
      }),
      answers("get", "/admin/webhooks/in/{id}", held),
    );
    const { container, router } = await open("/webhooks/in?gateway=razorpay&state=held");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("₹1,180.00")).toBeInTheDocument();
    expect(asked).toEqual(["razorpay held"]);
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(within(table).getByRole("button", { name: "payment.captured" }));
    const sheet = await screen.findByRole("dialog");
    expect(await within(sheet).findByText("pay_Kx80")).toBeInTheDocument();
    expect(within(sheet).getByText(/another amount/)).toBeInTheDocument();
    expect(router.state.location.search).toMatchObject({ event: "gev_1" });
  });

  it("is looked at again only after a confirmation, and shows what it became", async () => {
    let now = held;
    engine.use(
      answers("get", "/admin/webhooks/in", () => ({ data: [now], next_cursor: null })),
      answers("get", "/admin/webhooks/in/{id}", () => now),
      answers("post", "/admin/webhooks/in/{id}/replay", () => {
        now = { ...held, state: "booked", reason: "", can_replay: false, payment_id: "pay_7" };
        return now;
      }),
    );
    await open("/webhooks/in?event=gev_1");
    await userEvent.click(await screen.findByRole("button", { name: "Look at it again" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("What is booked already is not booked twice.");
    expect(now.state).toBe("held");
    await userEvent.click(within(dialog).getByRole("button", { name: "Look at it again" }));
    await waitFor(() => expect(screen.getByText("Its money stands in the books.")).toBeInTheDocument());
    expect(screen.queryByRole("button", { name: "Look at it again" })).toBeNull();
  });

  it("says why nothing is left to do where somebody was faster", async () => {
    engine.use(
      answers("get", "/admin/webhooks/in", { data: [held], next_cursor: null }),
      answers("get", "/admin/webhooks/in/{id}", held),
      refuses("post", "/admin/webhooks/in/{id}/replay", { status: 409, code: "not_replayable", detail: "Nothing is left to do about this event." }),
    );
    await open("/webhooks/in?event=gev_1");
    await userEvent.click(await screen.findByRole("button", { name: "Look at it again" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Look at it again" }));
    expect(await within(dialog).findByText("Nothing is left to do about this event.")).toBeInTheDocument();
  });

  it("says that nothing came, and whose it is where it is not this shop's", async () => {
    engine.use(answers("get", "/admin/webhooks/in", { data: [], next_cursor: null }));
    const { unmount } = await open("/webhooks/in");
    expect(await screen.findByText("No gateway has sent anything yet")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/admin/webhooks/in", { status: 404, code: "not_found" }));
    await open("/webhooks/in");
    expect(await screen.findByText("These belong to the platform")).toBeInTheDocument();
  });

  it("can be asked for again when the engine fails", async () => {
    engine.use(refuses("get", "/admin/webhooks/in", { status: 503, code: "unavailable" }));
    await open("/webhooks/in");
    expect(await screen.findByRole("button", { name: /again/i })).toBeInTheDocument();
  });
});
