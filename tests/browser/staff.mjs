// What staff's pages are looked at with: records that the demonstration and the client's purchase have left.
import { people } from "./engine.mjs";

/** `call` is signed in as the owner. */
export async function prepareStaff(signIn, engine) {
  const call = await signIn(engine, people.owner);
  const first = async (path) => (await call("GET", path)).data[0]?.id;
  return {
    account: await first(`/admin/clients?email=${encodeURIComponent(people.client.email)}`),
    order: await first("/admin/orders?limit=1"),
    server: await first("/admin/servers?limit=1"),
    job: await first("/admin/jobs?kind=services.create&limit=1"),
    operation: await first("/admin/provider-operations?limit=1"),
    message: await first("/admin/messages?limit=1&channel=email"),
    domain: await first("/admin/domains?limit=1"),
  };
}
