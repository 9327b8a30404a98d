import type { Answer } from "@hostler/web-kit/testing/engine";

export const inr = (amount: number) => ({ amount, currency: "INR" });

export const client: Answer<"/admin/clients/{id}", "get"> = {
  id: "acc_1",
  number: "123456789012",
  alias: null,
  first_name: "Asha",
  last_name: "Kulkarni",
  company: "Asha Studio",
  email: "asha@demo.example",
  phone: "+919820012345",
  language: "en",
  currency: "INR",
  status: "active",
  verified: true,
  tax_exempt: false,
  possible_duplicates: [],
  address: { line1: "7 Prabhat Road", city: "Pune", state: "Maharashtra", state_code: "27", postal_code: "411004", country: "IN" },
  created_at: "2026-01-01T08:00:00Z",
  updated_at: "2026-01-01T08:00:00Z",
  user: {
    id: "usr_1",
    name: "Asha Kulkarni",
    email: "asha@demo.example",
    email_verified: true,
    phone_verified: true,
    kind: "root",
    language: "en",
    role: "client",
    two_factor: false,
    created_at: "2026-01-01T08:00:00Z",
    last_sign_in_at: "2026-11-01T08:00:00Z",
  },
};

export const product: Answer<"/products/{id}", "get"> = {
  id: "prd_1",
  name: "Starter Hosting",
  slug: "starter-hosting",
  type: "hosting",
  description: "",
  active: true,
  visible: true,
  max_quantity: 1,
  stock: null,
  tax_class: "998315",
  provisioning: { plugin: "cpanel", server_group: "shared" },
  pricing: [{ currency: "INR", cycle: "monthly", price: inr(19900), setup_fee: inr(0) }],
};

export const service: Answer<"/admin/services/{id}", "get"> = {
  id: "svc_1",
  account_id: "acc_1",
  product: { id: "prd_1", name: "Starter Hosting" },
  domain: "asha-studio.example",
  status: "active",
  provisioning: { state: "idle" },
  server: "whm-1",
  cycle: "monthly",
  price: inr(19900),
  recurring_total: inr(19900),
  quantity: 1,
  extras: [],
  facts: { ip: "192.0.2.7" },
  next_due_date: "2026-12-01",
  created_at: "2026-11-01T08:00:00Z",
};
