import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { chooseLanguage, createI18n, firstLanguage } from "../i18n";
import { axeFindings } from "../testing/axe";

import { LanguageNotice } from "./language-notice";
import { TextsProvider, useTranslation } from "./texts";

beforeEach(() => localStorage.clear());

function Shop() {
  const { t } = useTranslation("shop");
  return <main>{t("hello")}</main>;
}

async function show() {
  const hindi = { up: false };
  const texts = await createI18n(
    "en",
    {
      "../locales/en/shop.json": () => Promise.resolve({ default: { hello: "Hello" } }),
      "../locales/hi/shop.json": () => (hindi.up ? Promise.resolve({ default: { hello: "नमस्ते" } }) : Promise.reject(new Error("offline"))),
    },
    {},
  );
  await texts.loadNamespaces(["shop"]);
  const view = render(
    <TextsProvider texts={texts}>
      <LanguageNotice />
      <Shop />
    </TextsProvider>,
  );
  return { ...view, texts, hindi };
}

it("says that a language did not come, keeps the one of before, and gets it at the next try", async () => {
  const { container, texts, hindi } = await show();
  await chooseLanguage(texts, "hi");
  expect(await screen.findByRole("alert")).toHaveTextContent("हिन्दी could not be loaded");
  expect(await axeFindings(container)).toEqual([]);
  expect(screen.getByRole("main")).toHaveTextContent("Hello");
  // Nor would the next visit begin with what is not there.
  expect(firstLanguage("en-IN")).toBe("en");
  hindi.up = true;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("नमस्ते")).toBeInTheDocument();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(firstLanguage("en-IN")).toBe("hi");
});

it("goes when nobody wants the language any more", async () => {
  const { texts } = await show();
  await chooseLanguage(texts, "hi");
  await userEvent.click(await screen.findByRole("button", { name: "Close" }));
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByRole("main")).toHaveTextContent("Hello");
});
