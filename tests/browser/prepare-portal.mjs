// What the portal's help, machines and team pages have to show: a talk with support, a machine with a disk and a firewall, a webhook.
import { order, play, signIn, until } from "./client.mjs";
import { people } from "./engine.mjs";

async function talk(client, staff) {
  const ticket = await client("POST", "/tickets", {
    subject: "Mail to gmail.com comes back",
    message: "Since this morning:\n\n```\n550 5.7.26 unauthenticated\n```\n\n- **asha-studio.example** is hosted with you\n- SPF is set",
    priority: "high",
  });
  await staff("POST", `/admin/tickets/${ticket.id}/replies`, { message: "Thank you. Please switch on **DKIM** under *Email Deliverability*; it takes an hour to be seen." });
  const done = await client("POST", "/tickets", { subject: "Which PHP versions are there?", message: "8.4?" });
  await staff("POST", `/admin/tickets/${done.id}/replies`, { message: "Yes, 8.2 to 8.4.", status: "closed" });
  return { ticket: ticket.id, closedTicket: done.id };
}

async function machine(engine, client) {
  const bought = await order(engine, client, { slug: "cloud-server-1", hostname: "web1.asha-studio.example" });
  const payment = await until("the way to pay for the machine", async () => {
    const now = await client("GET", `/payments/${bought.payment.id}`);
    return now.next_action ? now : null;
  });
  await play(engine, payment);
  const found = await until("a running machine", async () => (await client("GET", "/compute/instances")).data.find((one) => one.status === "active"), 120);
  const part = async (path, body) => {
    const made = await client("POST", path, { instance_id: found.id, ...body });
    await until(`${path} that is ready`, async () => (await client("GET", `${path}/${made.id}`)).state !== "creating", 120);
    return made.id;
  };
  const volume = await part("/compute/volumes", { name: "media", size_gb: 10 });
  const firewall = await part("/compute/firewalls", {
    name: "web",
    rules: [
      { direction: "in", protocol: "tcp", from_port: 443, to_port: 443, networks: ["0.0.0.0/0", "::/0"] },
      { direction: "in", protocol: "tcp", from_port: 22, to_port: 22, networks: ["203.0.113.0/24"] },
    ],
  });
  return { machine: found.id, volume, firewall };
}

export async function preparePortal(engine, client) {
  const staff = await signIn(engine, people.owner);
  const { data: news } = await client("GET", "/announcements");
  const webhook = await client("POST", "/account/webhooks", { url: "https://crm.asha-studio.example/hostler", description: "Bookkeeping", events: ["invoice.*", "ticket.*"] });
  return { ...(await talk(client, staff)), ...(await machine(engine, client)), news: news[0].id, webhook: webhook.id };
}
