import { defineFeature, page } from "@hostler/web-kit/features";
import { axeFindings } from "@hostler/web-kit/testing/axe";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { session } from "../api/session";

import { PhoneMenu } from "./phone-menu";

const localeFiles = import.meta.glob("../locales/*/*.json");
const pages = [
  { to: "/", text: "Web hosting" },
  { to: "/pricing", text: "Pricing" },
];
const shop = defineFeature({
  name: "shop",
  pages: [page("/", () => Promise.resolve({ default: () => <PhoneMenu pages={pages} /> }), "public")],
});

async function open(signedIn = false) {
  if (!signedIn) session.leave();
  const view = await showPage({ session, features: [shop], localeFiles, at: "/", ...(signedIn ? {} : { user: null }) });
  return { ...view, button: await screen.findByRole("button", { name: "Menu" }) };
}

describe("the menu on a phone", () => {
  it("is closed at first, and opens to the shop's pages and the ways in", async () => {
    const { button, container } = await open();
    expect(button).toHaveAttribute("aria-expanded", "false");
    expect(screen.queryByRole("navigation")).toBeNull();
    await userEvent.click(button);
    expect(button).toHaveAttribute("aria-expanded", "true");
    const links = within(screen.getByRole("navigation", { name: "Shop" })).getAllByRole("link");
    expect(links.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
      ["Web hosting", "/"],
      ["Pricing", "/pricing"],
    ]);
    expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/login");
    expect(screen.getByRole("link", { name: "Create account" })).toHaveAttribute("href", "/register");
    expect(screen.getByRole("button", { name: "हिन्दी" })).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("closes with Esc, and gives the focus back", async () => {
    const { button } = await open();
    await userEvent.click(button);
    await userEvent.tab();
    expect(button).not.toHaveFocus();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("navigation")).toBeNull();
    expect(button).toHaveFocus();
  });

  it("closes behind who goes somewhere", async () => {
    const { button } = await open();
    await userEvent.click(button);
    await userEvent.click(screen.getByRole("link", { name: "Web hosting" }));
    expect(button).toHaveAttribute("aria-expanded", "false");
  });

  it("leads who is signed in to their own pages", async () => {
    const { button } = await open(true);
    await userEvent.click(button);
    expect(screen.getByRole("link", { name: "Dashboard" })).toHaveAttribute("href", "/dashboard");
    expect(screen.queryByRole("link", { name: "Sign in" })).toBeNull();
  });
});
