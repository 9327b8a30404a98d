import { BrandContext } from "@hostler/web-kit/brand";
import { defineFeature, page } from "@hostler/web-kit/features";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { session } from "../api/session";

import PublicFrame from "./public-frame";

const localeFiles = import.meta.glob("../locales/*/*.json");
const shop = {
  name: "Sahyadri Hosting",
  legal_name: "",
  email: "",
  phone: "",
  currency: "INR",
  locale: "en",
  country: "IN",
  sells_domains: false,
  product_types: ["vps"],
  legal: [],
};

/** With nobody who answers: what the frame shows came with the page. */
async function links(brand: typeof shop, user?: null) {
  if (user === null) session.leave();
  const framed = () => (
    <BrandContext.Provider value={brand}>
      <PublicFrame />
    </BrandContext.Provider>
  );
  const feature = defineFeature({ name: "shop", texts: ["footer"], pages: [page("/", () => Promise.resolve({ default: framed }), "public")] });
  await showPage({ session, features: [feature], localeFiles, at: "/", ...(user === null ? { user } : {}) });
  const main = await screen.findByRole("navigation", { name: "Shop" });
  return within(main)
    .getAllByRole("link")
    .map((link) => link.getAttribute("href"));
}

it("leads to what the shop sells, and to nothing else", async () => {
  expect(await links(shop, null)).toEqual(["/vps", "/pricing"]);
});

it("leads to where names are sold; who is signed in finds their own at /domains", async () => {
  expect(await links({ ...shop, sells_domains: true }, null)).toEqual(["/vps", "/domains", "/pricing"]);
});

it("leads who is signed in to the search for names", async () => {
  expect(await links({ ...shop, sells_domains: true })).toEqual(["/vps", "/search", "/pricing"]);
});
