import { BrandContext } from "@hostler/web-kit/brand";
import { defineFeature, page } from "@hostler/web-kit/features";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { session } from "../api/session";

import FooterEnd from "./footer-end";

const localeFiles = import.meta.glob("../locales/*/*.json");
const brand = {
  name: "Sahyadri Hosting",
  legal_name: "",
  email: "help@shop.test",
  phone: "+912025678901",
  currency: "INR",
  locale: "en",
  country: "IN",
  sells_domains: false,
  product_types: [],
  legal: [{ slug: "terms", title: "Terms of service" }],
};

it("shows whom to call in groups, and dials the number as it is", async () => {
  session.leave();
  const end = () => (
    <BrandContext.Provider value={brand}>
      <FooterEnd />
    </BrandContext.Provider>
  );
  const shop = defineFeature({ name: "shop", texts: ["footer"], pages: [page("/", () => Promise.resolve({ default: end }), "public")] });
  await showPage({ session, features: [shop], localeFiles, at: "/", user: null });
  expect(await screen.findByRole("link", { name: "+91 20 2567 8901" })).toHaveAttribute("href", "tel:+912025678901");
  expect(screen.getByRole("link", { name: "help@shop.test" })).toHaveAttribute("href", "mailto:help@shop.test");
  expect(screen.getByRole("link", { name: "Terms of service" })).toHaveAttribute("href", "/legal/terms");
});
