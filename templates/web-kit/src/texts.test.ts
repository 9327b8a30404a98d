import { describe, expect, it } from "vitest";

import { Texts, type Book } from "./texts";

const books: Record<string, Book> = {
  "en/shop": {
    hello: "Hello {{name}}",
    cart: { item_one: "{{count}} item", item_other: "{{count}} items" },
    field: { "billing.due_days": { title: "Days until due" } },
    plain: "Plain",
  },
  "hi/shop": { hello: "नमस्ते {{name}}", cart: { item_one: "{{count}} वस्तु", item_other: "{{count}} वस्तुएँ" }, field: { "billing.due_days": { title: "देय दिन" } }, plain: "सादा" },
  "en/common": { save: "Save" },
  "hi/common": { save: "सहेजें" },
};

async function texts(language = "en") {
  const loads: string[] = [];
  const all = new Texts(language, (lng, name) => {
    loads.push(`${lng}/${name}`);
    const book = books[`${lng}/${name}`];
    return book ? Promise.resolve(book) : Promise.reject(new Error(`no ${lng}/${name}`));
  });
  await all.loadNamespaces(["common", "shop"]);
  return { all, loads, t: all.in("shop") };
}

describe("texts", () => {
  it("put values in, and nothing where a value is missing", async () => {
    const { t } = await texts();
    expect(t("hello", { name: "Asha" })).toBe("Hello Asha");
    expect(t("hello", { name: "<b>" })).toBe("Hello <b>");
    expect(t("hello")).toBe("Hello ");
  });

  it("choose the plural of the language: nought is one in Hindi and many in English", async () => {
    const english = await texts();
    expect([0, 1, 2].map((count) => english.t("cart.item", { count }))).toEqual(["0 items", "1 item", "2 items"]);
    const hindi = await texts("hi");
    expect([0, 1, 2].map((count) => hindi.t("cart.item", { count }))).toEqual(["0 वस्तु", "1 वस्तु", "2 वस्तुएँ"]);
    expect(english.t("plain", { count: 3 })).toBe("Plain");
  });

  it("find a key whose name has dots, and nothing that the language's objects bring along", async () => {
    const { t, all } = await texts();
    expect(t("field.billing.due_days.title")).toBe("Days until due");
    expect(t("constructor.name", { defaultValue: "none" })).toBe("none");
    expect(all.exists("shop:field.billing.due_days.title")).toBe(true);
    expect(all.exists("shop:field")).toBe(false);
    expect(all.exists("nowhere:field")).toBe(false);
  });

  it("speak another namespace by its name, else what was given instead, else the key", async () => {
    const { t } = await texts();
    expect(t("common:save")).toBe("Save");
    expect(t("not.there", { defaultValue: "" })).toBe("");
    expect(t("not.there", { defaultValue: "Day {{n}}", n: 3 })).toBe("Day 3");
    expect(t("not.there")).toBe("not.there");
  });

  it("load one language alone, and the other whole before it is spoken", async () => {
    const { all, loads, t } = await texts();
    expect(loads).toEqual(["en/common", "en/shop"]);
    const heard: string[] = [];
    all.subscribe(() => heard.push(all.in("shop")("plain")));
    await all.changeLanguage("hi");
    expect(loads).toEqual(["en/common", "en/shop", "hi/common", "hi/shop"]);
    expect(heard).toEqual(["सादा"]);
    expect(all.in("shop")).not.toBe(t);
    expect(all.in("shop")).toBe(all.in("shop"));
  });

  it("try a file again that did not come", async () => {
    let up = false;
    const all = new Texts("en", () => (up ? Promise.resolve({ a: "A" }) : Promise.reject(new Error("offline"))));
    await expect(all.loadNamespaces(["shop"])).rejects.toThrow("offline");
    expect(all.hasLoaded(["shop"])).toBe(false);
    // What a page waits for is one promise, however often it is drawn; then why it did not come.
    const waited = all.missing(["shop"]);
    expect(all.missing(["shop"])).toBe(waited);
    await expect(waited).rejects.toThrow("offline");
    expect(all.missing(["shop"])).toBeInstanceOf(Error);
    all.forgetFailures();
    up = true;
    const again = all.missing(["shop"]);
    expect(again).toBeInstanceOf(Promise);
    await again;
    await all.loadNamespaces(["shop"]);
    expect(all.in("shop")("a")).toBe("A");
  });

  it("stay in their language when the other does not come", async () => {
    const { all } = await texts();
    await all.loadNamespaces(["shop"]);
    expect(await all.changeLanguage("ta")).toBe(false);
    expect(all.missed).toBe("ta");
    expect(all.language).toBe("en");
    expect(all.in("shop")("plain")).toBe("Plain");
  });

  it("speak what was chosen last, however long what was chosen before takes, and miss nothing that nobody wants any more", async () => {
    let come: (book: Book) => void = () => undefined;
    let fail: (error: Error) => void = () => undefined;
    const all = new Texts("en", (language) => {
      if (language === "en") return Promise.resolve({ plain: "Plain" });
      return new Promise((resolve, reject) => {
        come = resolve;
        fail = reject;
      });
    });
    await all.loadNamespaces(["shop"]);
    const hindi = all.changeLanguage("hi");
    expect(await all.changeLanguage("en")).toBe(true);
    come({ plain: "सादा" });
    expect(await hindi).toBe(false);
    expect(all.in("shop")("plain")).toBe("Plain");
    const tamil = all.changeLanguage("ta");
    await all.changeLanguage("en");
    fail(new Error("offline"));
    expect(await tamil).toBe(false);
    expect(all.missed).toBeNull();
  });
});
