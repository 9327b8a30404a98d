type Translate = (key: string, options: { defaultValue?: string; what?: string }) => string;

// What belongs to a machine tells how far it has come: "service.firewalls_create_done".
const part = /^service_(volumes|ips|firewalls|networks|load_balancers|snapshots|ssh_keys|images|isos|clusters|databases)_(\w+)_(requested|done|refused|failed)$/;

/** What happened, in the reader's words; what has none yet is shown as it is named. */
export function activityWords(t: Translate, action: string): string {
  const key = action.replaceAll(".", "_");
  const [, kind, verb, end] = part.exec(key) ?? [];
  if (kind) {
    const what = t(`activity:what_${kind}`, {});
    const done = verb === "create" || verb === "delete" ? verb : "change";
    const state = end === "refused" ? "failed" : end;
    return t(`activity:${done}_${state}`, { what });
  }
  const plain = action.replaceAll(/[._]/g, " ");
  return t(`activity:${key}`, { defaultValue: plain.charAt(0).toUpperCase() + plain.slice(1) });
}

const places: Record<string, (id: string) => string> = {
  inv: (id) => `/invoices/${id}`,
  svc: (id) => `/services/${id}`,
  dom: (id) => `/domains/${id}`,
  tkt: (id) => `/support/${id}`,
  whk: (id) => `/account/webhooks/${id}`,
  quo: (id) => `/quotes/${id}`,
  crn: (id) => `/credit-notes/${id}`,
  rcv: (id) => `/receipts/${id}`,
  pay: (id) => `/checkout/return?payment=${id}`,
};

/** Where the thing that it happened to is shown; nothing for what has no page. */
export function activityPlace(object: string): string | undefined {
  return places[object.split("_", 1)[0] ?? ""]?.(object);
}
