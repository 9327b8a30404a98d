import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";

import { defineFeature, page } from "../features";
import { Session } from "../session";
import { showPage } from "../testing/page";

import { useTranslation } from "./texts";

afterEach(() => vi.unstubAllGlobals());

function Prices() {
  const { t } = useTranslation("prices");
  return <h1>{t("title")}</h1>;
}
const prices = defineFeature({ name: "prices", pages: [page("/prices", () => Promise.resolve({ default: Prices }), "public")] });
const there = () => Promise.resolve({ default: { title: "Our prices" } });

/** The page of prices, whose texts fail so often, with this. */
async function open(failure: Error, times: number) {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const load = vi.fn(there);
  for (let time = 0; time < times; time += 1) load.mockRejectedValueOnce(failure);
  await showPage({ session: new Session(), features: [prices], localeFiles: { "../locales/en/prices.json": load }, at: "/prices", user: null });
  return load;
}

/** The page's address, with a reload that only counts. */
function countReloads() {
  const reload = vi.fn();
  const { href, origin, pathname, search, hash } = location;
  vi.stubGlobal("location", { href, origin, pathname, search, hash, reload });
  return reload;
}

it("asks again for a page's texts that did not come, as often as that is wanted", async () => {
  const load = await open(new Error("the network is away"), 2);
  for (const time of [2, 3]) {
    expect(await screen.findByText("This page has failed")).toBeInTheDocument();
    const again = screen.getByRole("button", { name: "Try again" });
    await userEvent.click(again);
    // The screen goes before it comes again.
    await waitFor(() => expect(again).not.toBeInTheDocument());
    await waitFor(() => expect(load).toHaveBeenCalledTimes(time));
  }
  expect(await screen.findByRole("heading", { name: "Our prices" })).toBeInTheDocument();
});

it("loads the page anew where its parts are gone, as they are after an upgrade", async () => {
  await open(new TypeError("Failed to fetch dynamically imported module: http://shop.test/assets/prices-1.js"), 9);
  const again = await screen.findByRole("button", { name: "Try again" });
  const reload = countReloads();
  await userEvent.click(again);
  await waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
});

it("keeps the frame without a network, where loading anew would show nothing at all", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  await open(new TypeError("error loading dynamically imported module: http://shop.test/assets/prices-1.js"), 1);
  const again = await screen.findByRole("button", { name: "Try again" });
  const reload = countReloads();
  await userEvent.click(again);
  expect(await screen.findByRole("heading", { name: "Our prices" })).toBeInTheDocument();
  expect(reload).not.toHaveBeenCalled();
});
