// The first day: an engine with nothing in it. Each step of the wizard is done at the page until a first order runs.
import { join } from "../join.mjs";
import { order, until } from "../client.mjs";
import { signIn } from "../client.mjs";
import { enterDesk } from "../steps.mjs";

export default {
  name: "staff set up an empty shop and see a first order go through",
  empty: true,
  async run({ engine, page, staff, say, must, shot }) {
    const gstin = "27AAPFU0939F1ZV";
    const accounts = await (await fetch(`${engine.sandbox}/_accounts`)).text();
    const next = (name) => page.getByRole("button", { name: `Next: ${name}` }).click();
    await enterDesk(page, engine, "/setup?step=company");

    say("says who sells here, and is told what is wrong with it");
    await page.getByText("Invoices cannot be right yet").waitFor();
    await page.getByLabel("Trade name").fill("Sahyadri");
    await page.getByLabel("Legal name").fill("Sahyadri Hosting Private Limited");
    await page.getByLabel("E-mail").fill("billing@sahyadri.example");
    await page.getByLabel("Address", { exact: true }).fill("4th Floor, Prabhat Towers");
    await page.getByLabel("Postal code").fill("411016");
    await page.getByLabel("City").fill("Pune");
    await page.getByRole("combobox", { name: "State" }).click();
    await page.getByRole("option", { name: "Karnataka (29)" }).click();
    await page.getByLabel(/^GSTIN/).fill(gstin);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("is of another state than the address").waitFor();
    await page.getByRole("combobox", { name: "State" }).click();
    await page.getByRole("option", { name: "Maharashtra (27)" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Invoices cannot be right yet").waitFor({ state: "detached" });
    await shot("company");
    await next("Tax");

    say("adds the tax rate");
    await page.getByRole("button", { name: "Add the rate" }).click();
    await page.getByText("18 %").waitFor();
    await next("Invoices");

    say("chooses the series of numbers");
    await page.getByLabel("Series").fill("ABC");
    const saved = page.waitForResponse((response) => response.url().endsWith("/api/admin/settings") && response.request().method() === "PUT");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    must((await saved).ok(), "the series was refused");
    await next("Payments");

    say("switches a gateway on");
    await page.getByRole("radio", { name: "Razorpay" }).check();
    await page.getByText("Use the provider sandbox").click();
    await page.getByLabel("What /_accounts lists").fill(accounts);
    await page.getByText("The form below is filled in").waitFor();
    await page.getByRole("button", { name: "Save and enable" }).click();
    await page.locator("main [data-state-name=enabled]").waitFor();
    await shot("gateway");
    await next("Server");

    say("adds a server that answers");
    await page.getByRole("combobox", { name: "Kind of server" }).click();
    await page.getByRole("option", { name: /cPanel/ }).click();
    await page.getByText("Use the provider sandbox").click();
    await page.getByLabel("What /_accounts lists").fill(accounts);
    await page.getByLabel("Name", { exact: true }).fill("server1");
    await page.getByRole("button", { name: "Add and ask it" }).click();
    await page.getByText("The server answers.").waitFor();
    await shot("server");
    await page.getByRole("button", { name: /First product/ }).click();

    say("adds the first product");
    await page.getByLabel("Name", { exact: true }).fill("Starter Hosting");
    await page.getByLabel("Price a month").fill("199");
    await page.getByLabel("WHM package").fill("default");
    await shot("product");
    await page.getByRole("button", { name: "Add the product" }).click();
    await page.getByText("Product added").waitFor();
    await next("Test order");

    say("sees an order come in, lets it go ahead, and it runs");
    const client = await signIn(engine, await join(engine, "first.client"));
    await order(engine, client, { slug: "starter-hosting", domain: "first-client.example" });
    await page.getByRole("button", { name: "Let it go ahead unpaid" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Let it go ahead unpaid" }).click();
    await page.getByText("The shop can sell").waitFor();
    await shot("sells");
    const desk = await staff();
    await until("the first service", async () => (await desk("GET", "/admin/services")).data.some(({ status }) => status === "active"));
    const [first] = (await desk("GET", "/admin/invoices")).data;
    const { seller } = await desk("GET", `/admin/invoices/${first.id}`);
    must(seller.gstin === gstin && seller.address.state_code === "27", `the invoice says ${JSON.stringify(seller)}`);
  },
};
