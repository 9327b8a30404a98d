// Somebody orders, transfers the money, shows the receipt, and staff confirm it while the page is open.
import { join } from "../join.mjs";
import { checkOut, choosePlan, enter } from "../steps.mjs";

export default {
  name: "order, bank transfer with a receipt, confirmed by staff",
  async run({ engine, page, staff, say, must, shot }) {
    const who = await join(engine, "kavita.transfer");
    say("orders and chooses the bank transfer");
    await enter(page, engine, who);
    await choosePlan(page, engine, "kavita-looms.example");
    await page.getByRole("link", { name: "Check out" }).click();
    await checkOut(page, "Bank transfer");

    say("finds where to send it, and the UPI code");
    await page.getByText("00000012345678901").waitFor();
    await page.getByRole("img", { name: /^UPI code/ }).waitFor();
    await shot("transfer");
    const id = new URL(page.url()).pathname.split("/").at(-1);

    say("comes back to it by the invoice");
    await page.goto(`${engine.url}/transactions`);
    await page.getByRole("link", { name: /Where to send it/ }).click();
    await page.waitForURL(`**/pay/${id}`);

    say("shows the receipt");
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "receipt.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n") });
    await page.getByText("Thank you: we have your receipt").waitFor();
    await shot("receipt");

    say("sees it confirmed without doing anything");
    const desk = await staff();
    const { payment } = (await desk("GET", "/admin/payments/awaiting?proof=true")).data.find((one) => one.payment.id === id);
    await desk("POST", `/admin/payments/${id}/confirm`, { amount: payment.amount, reference: `UTR${Date.now()}` });
    await page.waitForURL("**/checkout/return**");
    await page.getByText("Thank you: the payment has arrived.").waitFor();
    await page.getByRole("link", { name: "To your services" }).click();
    await page.getByRole("link", { name: "kavita-looms.example" }).first().click();
    await page.locator("main header [data-state-name=active]").waitFor();
    must(true, "");
  },
};
