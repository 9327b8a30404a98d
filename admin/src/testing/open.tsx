import { showPage } from "@hostler/web-kit/testing/page";
import type { SignedInUser } from "@hostler/web-kit/session";

import { session } from "../api/session";
import { features } from "../app/features";

export const owner: SignedInUser = { id: "usr_1", name: "Meera Joshi", email: "owner@shop.test", kind: "staff", role: "owner", language: "en", two_factor: true };

const localeFiles = import.meta.glob("../locales/*/*.json");

/** A page of admin as it runs, for somebody of the staff. */
export function open(at: string, user: SignedInUser = owner, language: "en" | "hi" = "en") {
  return showPage({ session, features, localeFiles, at, user, account: null, language });
}
