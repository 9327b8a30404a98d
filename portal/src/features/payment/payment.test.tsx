import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers } from "@hostler/web-kit/testing/engine";
import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { goToPayment } from "../../paying/methods";
import { inr, offered, open, payment, visa } from "../../testing/shop";

vi.mock("../../paying/methods", async (original) => ({ ...(await original<object>()), goToPayment: vi.fn() }));

// Given again before "/payments/{id}", which would answer for it too.
const methods = answers("get", "/payments/methods", { data: [visa], offered });
const engine = setupServer(methods);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
beforeEach(() => vi.mocked(goToPayment).mockClear());
afterEach(() => {
  vi.useRealTimers();
  engine.resetHandlers();
});
afterAll(() => engine.close());

const transfer = payment({
  status: "requires_action",
  gateway: "bank_transfer",
  by_hand: true,
  next_action: {
    type: "instructions",
    text: "Transfer INR 1180.00 and write the reference on the transfer.",
    reference: "PAY0C7K2M9QZ4F1H",
    details: [
      { name: "reference", label: "Reference", value: "PAY0C7K2M9QZ4F1H" },
      { name: "account_number", label: "Account number", value: "00000012345678901" },
      { name: "swift", label: "SWIFT", value: "SBININBB" },
    ],
    note: "Branch hours: 10 to 16.",
    proof: true,
    upi: "upi://pay?pa=sahyadri@sbi&pn=Sahyadri&am=1180.00&cu=INR&tn=PAY0C7K2M9QZ4F1H",
  },
});
const razorpay = payment({
  status: "requires_action",
  next_action: { type: "razorpay_checkout", order_id: "order_1", key_id: "rzp_1", amount: 118000, currency: "INR", script: "https://checkout.example/v1/checkout.js" },
});

describe("a bank transfer", () => {
  it("says where to send what, draws the UPI code, and takes a receipt", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/payments/{id}", transfer),
      http.post("*/api/files", async ({ request }) => {
        // jsdom's file loses its name on the way into Node's form; the browser's journey sees to the name.
        const [part] = /name="file".*\r\nContent-Type: \S+/.exec(await request.text()) ?? [];
        sent.push(request.headers.get("Content-Type")?.split(";")[0], part?.split("Content-Type: ")[1]);
        return HttpResponse.json({ id: "fil_1", name: "receipt.pdf", media_type: "application/pdf", size: 5, created_at: "2026-11-01T08:00:00Z" }, { status: 201 });
      }),
      answers("post", "/payments/{id}/proof", ({ body }) => {
        sent.push(body);
        return { payment: { ...transfer, status: "processing" as const } };
      }),
    );
    const { container } = await open("/pay/pay_1");
    expect(await screen.findByText("00000012345678901")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Copy: Reference" })).toBeInTheDocument();
    expect(screen.getByText("SWIFT")).toBeInTheDocument();
    expect(screen.getByText("Branch hours: 10 to 16.")).toBeInTheDocument();
    expect(await screen.findByRole("img", { name: "UPI code with the amount and the reference" })).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Open a UPI app" })).toHaveAttribute("href", transfer.next_action && (transfer.next_action as { upi: string }).upi);
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.upload(screen.getByLabelText("Choose the receipt", { selector: "input" }), new File(["%PDF-"], "receipt.pdf", { type: "application/pdf" }));
    expect(await screen.findByText("Thank you: we have your receipt")).toBeInTheDocument();
    expect(sent).toEqual(["multipart/form-data", "application/pdf", { file: "fil_1" }]);
  });

  it("sends no file that is too large, and says so", async () => {
    engine.use(answers("get", "/payments/{id}", transfer));
    await open("/pay/pay_1");
    const large = new File(["x"], "scan.png", { type: "image/png" });
    Object.defineProperty(large, "size", { value: 11 << 20 });
    fireEvent.change(await screen.findByLabelText("Choose the receipt", { selector: "input" }), { target: { files: [large] } });
    expect(await screen.findByRole("alert")).toHaveTextContent("larger than 10 MB");
  });

  it("stays with its instructions while it is looked for, also on coming back", async () => {
    engine.use(answers("get", "/payments/{id}", { ...transfer, status: "processing" }));
    await open("/pay/pay_1");
    expect(await screen.findByText("Thank you: we have your receipt")).toBeInTheDocument();
    expect(screen.getByText("00000012345678901")).toBeInTheDocument();
  });
});

it("asks for coins to the last digit, and copies the amount without its unit", async () => {
  const user = userEvent.setup();
  engine.use(
    answers(
      "get",
      "/payments/{id}",
      payment({
        status: "requires_action",
        gateway: "crypto",
        by_hand: true,
        next_action: {
          type: "instructions",
          text: "Send exactly 0.00021345 BTC on Bitcoin. The amount tells your payment from others.\n\nAmount: …",
          reference: "0.00021345",
          details: [
            { name: "amount", label: "Amount", value: "0.00021345 BTC" },
            { name: "address", label: "Address", value: "bc1qexampleexampleexample" },
          ],
          proof: true,
          link: "javascript:alert(1)",
        },
      }),
    ),
  );
  await open("/pay/pay_1");
  expect(await screen.findByText("0.00021345 BTC")).toBeInTheDocument();
  expect(screen.getByText(/Not a digit more or less/)).toBeInTheDocument();
  expect(screen.getByText(/on Bitcoin/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Copy: Amount" }));
  expect(await navigator.clipboard.readText()).toBe("0.00021345");
  // What a shop has set as a scheme may be anything; a link that runs something is none.
  expect(screen.queryByRole("link", { name: "Open a wallet" })).toBeNull();
});

describe("a payment that was left half-way", () => {
  it("says that it is not finished, and is taken up again as the same payment", async () => {
    engine.use(answers("get", "/payments/{id}", razorpay));
    const { unmount } = await open("/checkout/return?payment=pay_1");
    expect(await screen.findByText("This payment is not finished yet.")).toBeInTheDocument();
    expect(screen.getByText(/Nothing has been charged/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Go on to the payment" }));
    expect(goToPayment).toHaveBeenCalledWith(expect.objectContaining({ id: "pay_1" }), undefined);
    unmount();
    const { router } = await open("/pay/pay_1");
    expect(await screen.findByRole("button", { name: /^Pay/ })).toBeInTheDocument();
    expect(screen.getAllByText("₹1,180.00").length).toBeGreaterThan(0);
    expect(router.state.location.pathname).toBe("/pay/pay_1");
  });

  it("leads back to where to transfer it, and on to the saved way that was begun", async () => {
    engine.use(answers("get", "/payments/{id}", transfer));
    const { unmount } = await open("/checkout/return?payment=pay_1");
    expect(await screen.findByText("We wait for your transfer.")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "See where to transfer it" }));
    unmount();
    engine.use(answers("get", "/payments/{id}", razorpay));
    await open("/checkout/return?payment=pay_1&for=method");
    await userEvent.click(await screen.findByRole("button", { name: "Go on to the payment" }));
    expect(vi.mocked(goToPayment).mock.calls.map(([, purpose]) => purpose)).toEqual([undefined, "method"]);
  });

  it("is over with when the engine has heard of the money meanwhile", async () => {
    let paid = false;
    engine.use(
      answers("get", "/payments/{id}", () => (paid ? payment({ status: "succeeded", paid: inr(118000) }) : razorpay)),
      answers("get", "/invoices/{id}", { id: "inv_1", number: "SHY/2627/0000001", status: "paid", total: inr(118000) } as never),
    );
    const { queries } = await open("/checkout/return?payment=pay_1");
    expect(await screen.findByText("This payment is not finished yet.")).toBeInTheDocument();
    paid = true;
    await queries.invalidateQueries({ queryKey: ["payments"] });
    expect(await screen.findByText("Thank you: the payment has arrived.")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Go on to the payment" })).toBeNull();
  });
});

describe("on a bad day", () => {
  it("offers other ways where the gateway's window is blocked, and pays the same invoice by one", async () => {
    const paid: unknown[] = [];
    engine.use(
      methods,
      answers("get", "/payments/{id}", razorpay),
      answers("post", "/invoices/{id}/pay", ({ body, params }) => {
        paid.push([params.id, body]);
        return { payment: payment({ id: "pay_2", gateway: "stripe" }) };
      }),
    );
    await open("/pay/pay_1");
    const append = vi.spyOn(document.head, "append").mockImplementation((script) => (script as HTMLScriptElement).onerror?.(new Event("error")));
    await userEvent.click(await screen.findByRole("button", { name: /^Pay/ }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The payment window could not be loaded");
    append.mockRestore();
    const ways = screen.getByRole("region", { name: "Other ways to pay" });
    expect(await within(ways).findByRole("radio", { name: "Stripe", checked: true })).toBeInTheDocument();
    expect(within(ways).queryByRole("radio", { name: "Razorpay" })).toBeNull();
    await userEvent.click(within(ways).getByRole("button", { name: /^Pay in this way/ }));
    await vi.waitFor(() => expect(goToPayment).toHaveBeenCalledWith(expect.objectContaining({ id: "pay_2" }), undefined));
    expect(paid).toEqual([["inv_1", { method: "stripe" }]]);
  });

  it("says that the provider is slow, that nothing was charged, and offers other ways", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    engine.use(methods, answers("get", "/payments/{id}", payment()));
    await open("/pay/pay_1");
    expect(await screen.findByText("The payment is being prepared…")).toBeInTheDocument();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(await screen.findByText("The payment provider is slow to answer")).toBeInTheDocument();
    expect(await screen.findByRole("region", { name: "Other ways to pay" })).toBeInTheDocument();
  });

  it("leads who comes back to a payment that is done to its receipt", async () => {
    engine.use(
      answers("get", "/payments/{id}", payment({ status: "succeeded", paid: inr(118000) })),
      answers("get", "/invoices/{id}", { id: "inv_1", number: "SHY/2627/0000001", status: "paid", total: inr(118000) } as never),
    );
    const { router } = await open("/pay/pay_1");
    expect(await screen.findByText("Thank you: the payment has arrived.")).toBeInTheDocument();
    expect(router.state.location.pathname).toBe("/checkout/return");
  });

  it("lists many invoices that were paid together in one call more, and one that is not listed by itself", async () => {
    const asked: string[] = [];
    const paid = (id: string) => ({ id, number: id.toUpperCase(), status: "paid", total: inr(10000) });
    const ids = ["inv_1", "inv_2", "inv_3", "inv_4", "inv_old"];
    engine.use(
      answers("get", "/payments/{id}", payment({ status: "succeeded", paid: inr(50000), invoices: ids })),
      answers("get", "/invoices", { data: ids.slice(0, 4).map(paid), next_cursor: null } as never),
      answers("get", "/invoices/{id}", ({ params }) => {
        asked.push(params.id ?? "");
        return paid(params.id ?? "") as never;
      }),
    );
    await open("/checkout/return?payment=pay_1");
    for (const id of ids) expect(await screen.findByRole("link", { name: id.toUpperCase() })).toHaveAttribute("href", `/invoices/${id}`);
    expect(asked).toEqual(["inv_old"]);
  });

  it("says in plain words why the bank said no", async () => {
    engine.use(answers("get", "/payments/{id}", payment({ status: "failed", error_code: "insufficient_funds", error_message: "Your payment failed [ERR 51]" })));
    await open("/checkout/return?payment=pay_1");
    expect(await screen.findByText("There was not enough money for it.")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Try again" })).toHaveAttribute("href", "/invoices/inv_1");
  });
});

it("tells the engine what a gateway put into the address, and takes its secrets out of it", async () => {
  const told: unknown[] = [];
  engine.use(
    answers("get", "/payments/{id}", payment({ status: "processing", amount: inr(0), invoices: [] })),
    answers("post", "/payments/{id}/return", ({ body }) => {
      told.push(body);
      return { payment: payment({ status: "succeeded", amount: inr(0), invoices: [] }) };
    }),
  );
  const { router } = await open("/checkout/return?payment=pay_1&for=method&setup_intent=seti_1&setup_intent_client_secret=seti_1_secret_2&redirect_status=succeeded");
  expect(await screen.findByText("We are waiting for your bank to confirm it.")).toBeInTheDocument();
  await vi.waitFor(() => expect(told).toEqual([{ setup_intent: "seti_1", setup_intent_client_secret: "seti_1_secret_2" }]));
  await vi.waitFor(() => expect(router.state.location.href).not.toContain("secret"));
});
