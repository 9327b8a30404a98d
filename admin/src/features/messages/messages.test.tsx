import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";
import { client } from "../../testing/records";

type Message = Answer<"/admin/messages/{id}", "get">;

const mail: Message = {
  id: "msg_1",
  account: "acc_1",
  kind: "invoice_overdue_1",
  channel: "email",
  to: "asha@demo.example",
  subject: "Invoice SHY/0042 is overdue",
  text: "Please pay ₹1,180.00.",
  html: "<p>Please pay <b>₹1,180.00</b>.</p><script>document.title = 'taken'</script>",
  language: "en",
  state: "failed",
  answer: "550 5.1.1 no such mailbox",
  attempts: 8,
  message_id: "m1@shop.test",
  created_at: "2026-11-01T08:00:00Z",
};
const sms: Message = {
  ...mail,
  id: "msg_2",
  kind: "otp",
  channel: "sms",
  to: "+919820012345",
  subject: "",
  html: "",
  text: "Your code is ••••••.",
  state: "sent",
  delivery: "delivered",
  carrier: "msg91",
  answer: "",
};

const engine = engineOf(
  answers("get", "/admin/messages", { data: [mail, sms], next_cursor: null }),
  answers("get", "/admin/messages/{id}", ({ url }) => (url.pathname.endsWith("msg_2") ? sms : mail)),
  answers("get", "/admin/clients", { data: [client], next_cursor: null }),
  answers("get", "/admin/templates", {
    data: [
      { kind: "mail", name: "invoice_overdue_1", locales: ["en"], edited: [] },
      { kind: "mail", name: "_footer", locales: ["en"], edited: [] },
      { kind: "sms", name: "otp", locales: ["en"], edited: [] },
      { kind: "invoice", name: "invoice", locales: ["en"], edited: [] },
    ],
  }),
);

describe("messages", () => {
  it("lists mails and SMS alike, each leading to what it says", async () => {
    const { container } = await open("/messages");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "Invoice SHY/0042 is overdue" })).toHaveAttribute("href", "/messages/msg_1");
    expect(within(table).getByRole("link", { name: "One-time code" })).toHaveAttribute("href", "/messages/msg_2");
    expect(within(table).getByText("Delivered")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("is narrowed by what the address says, and ignores words that are none", async () => {
    const asked: string[] = [];
    engine.use(
      answers("get", "/admin/messages", ({ url }) => {
        asked.push(["state", "channel", "kind", "delivery"].map((name) => url.searchParams.get(name) ?? "-").join(" "));
        return { data: [mail], next_cursor: null };
      }),
    );
    const { router } = await open("/messages?state=failed&channel=email&kind=invoice_overdue_1&delivery=nonsense");
    await screen.findByRole("table");
    expect(asked).toEqual(["failed email invoice_overdue_1 -"]);
    await userEvent.click(screen.getByRole("combobox", { name: "Text" }));
    const texts = (await screen.findAllByRole("option")).map((option) => option.textContent);
    expect(texts).toEqual(["Text: All", "First overdue notice", "One-time code"]);
    await userEvent.click(screen.getByRole("option", { name: "One-time code" }));
    await waitFor(() => expect(router.state.location.href).toContain("kind=otp"));
    await waitFor(() => expect(asked.at(-1)).toBe("failed email otp -"));
  });

  it("offers the texts in sight to who may not see all of them", async () => {
    engine.use(refuses("get", "/admin/templates", { status: 403, code: "not_allowed" }));
    await open("/messages");
    await screen.findByRole("table");
    await userEvent.click(screen.getByRole("combobox", { name: "Text" }));
    expect((await screen.findAllByRole("option")).length).toBe(3);
  });

  it("says that nothing was written, and what failed", async () => {
    engine.use(answers("get", "/admin/messages", { data: [], next_cursor: null }));
    const { unmount } = await open("/messages");
    expect(await screen.findByText("Nothing was written to anybody yet")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/admin/messages", { status: 500, code: "internal" }));
    await open("/messages");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});

describe("a message", () => {
  it("shows why it failed, and its mail where none of its scripts runs", async () => {
    await open("/messages/msg_1");
    expect(await screen.findByText("It was not sent")).toBeInTheDocument();
    expect(screen.getAllByText("550 5.1.1 no such mailbox")).toHaveLength(2);
    const frame = screen.getByTitle("What it says");
    expect(frame).toHaveAttribute("sandbox", "");
    expect(frame).toHaveAttribute("srcdoc", mail.html);
    expect(await screen.findByRole("link", { name: "Asha Studio" })).toHaveAttribute("href", "/clients/acc_1");
  });

  it("has no frame where it is an SMS", async () => {
    const { container } = await open("/messages/msg_2");
    expect(await screen.findByText("Your code is ••••••.")).toBeInTheDocument();
    expect(screen.queryByTitle("What it says")).toBeNull();
    expect(screen.queryByText("It was not sent")).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("goes out once more, once, and shows the new one", async () => {
    const keys: (string | null)[] = [];
    engine.use(
      answers("post", "/admin/messages/{id}/resend", ({ request }) => {
        keys.push(request.headers.get("Idempotency-Key"));
        return { ...mail, id: "msg_3", state: "queued" as const };
      }),
    );
    const { router } = await open("/messages/msg_1");
    await userEvent.click(await screen.findByRole("button", { name: "Send again" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("asha@demo.example gets the same message again");
    await userEvent.dblClick(within(dialog).getByRole("button", { name: "Send again" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/messages/msg_3"));
    expect(keys).toHaveLength(1);
    expect(keys[0]).toBeTruthy();
  });

  it("says why it cannot go out again", async () => {
    engine.use(refuses("post", "/admin/messages/{id}/resend", { status: 409, code: "not_resendable", detail: "Its code is worn out." }));
    await open("/messages/msg_1");
    await userEvent.click(await screen.findByRole("button", { name: "Send again" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Send again" }));
    expect(await within(dialog).findByRole("alert")).toBeInTheDocument();
  });
});
