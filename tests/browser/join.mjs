// A client who joins as a program does, for journeys that begin later in a life.
import { call, signIn, until } from "./client.mjs";
import { people } from "./engine.mjs";

const pans = ["ABCPJ1234K", "ABCPK2345L", "ABCPL3456M", "ABCPM4567N", "ABCPN5678P", "ABCPP6789Q", "ABCPQ7890R", "ABCPR8901S"];
let joined = 0;

/** The one-time code that was sent to an address. */
export async function codeFor(engine, email) {
  const staff = await signIn(engine, people.owner);
  return until("the code", async () => (await staff("GET", `/admin/messages?to=${encodeURIComponent(email)}`)).data.find((message) => message.code)?.code);
}

/** An account in Pune that can order at once; `name` is its user name. */
export async function join(engine, name, change = {}) {
  const who = { email: `${name}@journey.example`, password: "Monsoon-lantern-42-quartz" };
  const pan = pans[joined % pans.length];
  const phone = `+9198200${String(20_000 + joined).padStart(5, "0")}`;
  joined += 1;
  const { registration } = await call(engine, "POST", "/auth/register", { username: name, ...who, phone, otp_channel: "email" });
  await call(engine, "POST", `/auth/register/${registration}/verify-otp`, { code: await codeFor(engine, who.email) });
  await call(engine, "PUT", `/auth/register/${registration}/profile`, {
    first_name: "Meera",
    last_name: "Joshi",
    address: { line1: "7 Prabhat Road", city: "Pune", state: "Maharashtra", postal_code: "411004", country: "IN" },
    pan,
    ...change,
  });
  await call(engine, "POST", `/auth/register/${registration}/complete`);
  return who;
}
