import { createMemoryHistory, Outlet, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { Suspense, type ComponentType } from "react";

import type { Feature } from "../features";
import { createI18n, type LocaleFiles } from "../i18n";
import { createAppRouter, createQueryClient, Providers } from "../react/start";
import type { Session, SignedInAccount, SignedInUser } from "../session";

export const somebody: SignedInUser = { id: "usr_1", name: "Asha Kulkarni", email: "asha@demo.example", kind: "root", role: "client", language: "en", two_factor: true };
export const herAccount: SignedInAccount = { id: "acc_1", number: "123456789012", first_name: "Asha", last_name: "Kulkarni", currency: "INR", status: "active" };

interface PageParts {
  session: Session;
  features: Feature[];
  localeFiles: LocaleFiles;
  /** Where the person goes: "/invoices?status=paid". */
  at: string;
  user?: SignedInUser | null;
  account?: SignedInAccount | null;
  language?: "en" | "hi";
}

const frame = (): Promise<{ default: ComponentType }> => Promise.resolve({ default: Outlet });

/** A page of an application as it runs, without the frame around it, signed in unless `user` is null. */
export async function showPage({ session, features, localeFiles, at, user = somebody, account = herAccount, language = "en" }: PageParts) {
  if (user) session.takeUp({ access_token: "token", expires_in: 900, user, account });
  const i18n = await createI18n(language, localeFiles, {});
  const queries = createQueryClient();
  queries.setDefaultOptions({ queries: { retry: false, staleTime: 0 } });
  const history = createMemoryHistory({ initialEntries: [at] });
  const router = createAppRouter({ session, features, basepath: "/", consoleFrame: frame, publicFrame: frame, bareFrame: frame, history }, i18n);
  const view = render(
    <Suspense fallback={null}>
      <Providers
        session={session}
        queries={queries}
        i18n={i18n}
        brand={{
          name: "Sahyadri Hosting",
          legal_name: "",
          email: "help@shop.test",
          phone: "",
          currency: "INR",
          locale: "en",
          country: "IN",
          sells_domains: false,
          product_types: [],
          legal: [],
        }}
      >
        <RouterProvider router={router} />
      </Providers>
    </Suspense>,
  );
  return { ...view, router, queries };
}
