import type { SignedInUser } from "@hostler/web-kit/session";
import { showPage } from "@hostler/web-kit/testing/page";
import { http, HttpResponse, type HttpHandler } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";

import { session } from "../api/session";
import { features } from "../app/features";

// From here the files have the paths that the application knows them by.
const localeFiles = import.meta.glob("../locales/*/*.json");

export const owner: SignedInUser = { id: "usr_1", name: "Meera Joshi", email: "owner@shop.test", kind: "staff", role: "owner", language: "en", two_factor: true };

/** A page of the admin application, signed in as an owner unless somebody else is named. */
export const open = (at: string, { language = "en", user = owner }: { language?: "en" | "hi"; user?: SignedInUser } = {}) =>
  showPage({ session, features, localeFiles, at, user, account: null, language });

// Any list may ask what plugins are called.
const noPlugins = http.get("*/api/admin/plugins", () => HttpResponse.json({ data: [], unusable: [] }));

/** An engine for the tests of a file; what it is not told to answer fails the test. */
export function engineOf(...always: HttpHandler[]) {
  const engine = setupServer(...always, noPlugins);
  beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
  afterEach(() => engine.resetHandlers());
  afterAll(() => engine.close());
  return engine;
}
