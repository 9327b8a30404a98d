// The pages of money, read by somebody who reads Hindi: nothing that the portal says is left in English.
import { answers } from "@hostler/web-kit/testing/engine";
import { herAccount } from "@hostler/web-kit/testing/page";
import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import commonEn from "../../templates/web-kit/src/locales/en/common.json";
import commonHi from "../../templates/web-kit/src/locales/hi/common.json";

import { inr, offered, open, payment, visa } from "./testing/shop";

type Texts = { [key: string]: string | Texts };

function flat(texts: Texts, before = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) => (typeof value === "object" ? Object.entries(flat(value, `${before}${key}.`)) : [[before + key, value]])),
  );
}

const files = import.meta.glob<Texts>("./locales/*/*.json", { eager: true, import: "default" });

/** Every text that is another one in Hindi, without those that values are put into. */
const english = new Set(
  [
    [commonEn as Texts, commonHi as Texts] as const,
    ...Object.entries(files)
      .filter(([path]) => path.includes("/en/"))
      .map(([path, texts]) => [texts, files[path.replace("/en/", "/hi/")] ?? {}] as const),
  ].flatMap(([en, hi]) => {
    const other = flat(hi);
    return Object.entries(flat(en)).flatMap(([key, text]) => (text !== other[key] && text.length > 2 && !text.includes("{{") ? [text] : []));
  }),
);

function saidIn(root: Element): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const said: string[] = [];
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (parentElement?.closest("[lang=en]") === null) said.push(textContent?.trim() ?? "");
  }
  for (const element of root.querySelectorAll("[aria-label], [placeholder], [title]"))
    for (const name of ["aria-label", "placeholder", "title"]) said.push(element.getAttribute(name) ?? "");
  return said;
}

const month = new Date().toISOString().slice(0, 7);
const account = {
  ...herAccount,
  email: "a@b.example",
  language: "hi",
  verified: true,
  gstin: null,
  address: { line1: "x", city: "पुणे", state: "Maharashtra", postal_code: "411004", country: "IN" },
};
const engine = setupServer(
  answers("get", "/payments/methods", { data: [visa], offered }),
  answers("get", "/billing/settings", { auto_pay: true, default_method_id: "pme_1" }),
  answers("get", "/account", account as never),
  answers("get", "/wallet", { balances: [inr(50000)] }),
  answers("get", "/payments", { data: [payment({ by_hand: true, status: "requires_action" })], next_cursor: null }),
  answers("get", "/transactions", { data: [], next_cursor: null }),
  answers("get", "/credit-notes", { data: [], next_cursor: null }),
  answers("get", "/billing/receipts", { data: [], next_cursor: null }),
  answers("get", "/quotes", { data: [], next_cursor: null }),
  answers("get", "/usage/budget", { amount: inr(5000), stop: true }),
  answers("get", "/usage", {
    data: [
      {
        service_id: "svc_1",
        service: "कॉफ़ी.भारत",
        meter: "traffic",
        title: "ट्रैफ़िक",
        unit: "GB",
        period_start: `${month}-01`,
        period_end: `${month}-28`,
        quantity: "1",
        included: "0",
        billable: "1",
        amount: inr(9900),
        capped: true,
        settled: false,
      },
    ],
    totals: [],
  }),
  answers(
    "get",
    "/payments/{id}",
    payment({
      by_hand: true,
      status: "processing",
      next_action: {
        type: "instructions",
        text: "Transfer",
        reference: "R",
        details: [{ name: "reference", label: "Reference", value: "R" }],
        proof: true,
        upi: "upi://pay?pa=x@y",
      },
    }),
  ),
  http.get("*/api/billing/statement", () =>
    HttpResponse.json({
      from: "2026-11-01",
      to: "2026-11-20",
      opening: inr(0),
      rows: [{ date: "2026-11-03", what: "invoice.issued", document: "X/1", reference: "inv_1", amount: inr(100), balance: inr(100) }],
      closing: inr(100),
    }),
  ),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

it.each([
  ["/wallet", "राशि जोड़ें"],
  ["/transactions", "जारी ट्रांसफ़र"],
  ["/billing/methods", "मुख्य"],
  ["/billing/methods?open=add", "आप क्या सहेजना चाहते हैं?"],
  ["/billing/settings", "स्वचालित भुगतान"],
  ["/billing/statement", "अंतिम शेष"],
  ["/usage", "बजट ख़त्म हो गया"],
  ["/credit-notes", "कोई क्रेडिट नोट नहीं"],
  ["/receipts", "कोई रसीद वाउचर नहीं"],
  ["/quotes", "कोई भाव-पत्र नहीं"],
  ["/pay/pay_1", "धन्यवाद: आपकी रसीद मिल गई"],
  ["/profile", "आपका डेटा"],
])("%s says nothing in English", async (path, expected) => {
  await open(path, { language: "hi" });
  expect((await screen.findAllByText(expected)).length).toBeGreaterThan(0);
  expect(saidIn(document.body).filter((text) => english.has(text))).toEqual([]);
});
