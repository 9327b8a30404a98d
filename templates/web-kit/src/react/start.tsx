import { Toaster } from "@hostler/ui/toaster";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect, type AnyRoute, type RouterHistory } from "@tanstack/react-router";
import { lazy, StrictMode, Suspense, type ComponentType, type ReactNode } from "react";
import { createRoot } from "react-dom/client";

import { BrandContext, applyBrand, loadBrand, type Brand } from "../brand";
import { navTexts, routesOf, type Feature } from "../features";
import { createI18n, firstLanguage, type LocaleFiles } from "../i18n";
import { mayRetry } from "../problem";
import { SessionContext, useSessionState, type Session } from "../session";
import type { Texts } from "../texts";
import { applyTheme, useTheme, watchSystemTheme } from "../theme";

import { LanguageNotice } from "./language-notice";
import { OfflineNotice } from "./offline-notice";
import { TextsProvider, useTranslation } from "./texts";
import { Words } from "./words";

export interface AppParts {
  session: Session;
  features: Feature[];
  localeFiles: LocaleFiles;
  /** Texts of the menu; as a function where a public page needs none. */
  navFiles: Record<string, unknown> | (() => Promise<Record<string, unknown>>);
  basepath: string;
  /** Loads the frame of the pages behind the sign-in. */
  consoleFrame: () => Promise<{ default: ComponentType }>;
  publicFrame?: () => Promise<{ default: ComponentType }>;
  bareFrame: () => Promise<{ default: ComponentType }>;
  /** The browser's, unless a test has its own. */
  history?: RouterHistory;
}

export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      // "always": without a network the answer is that there is none, and not a wait without an end.
      queries: { staleTime: 30_000, retry: mayRetry, refetchOnWindowFocus: true, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

// Loaded when they are needed, which is seldom.
const NotFoundPage = lazyRouteComponent(() => import("./error-screens"), "NotFoundPage");
const CrashScreen = lazyRouteComponent(() => import("./error-screens"), "CrashScreen");

/** Routes of all features below their frames. Exported for tests. */
export function createAppRouter(parts: Omit<AppParts, "localeFiles" | "navFiles">, i18n: Texts) {
  const { session, features, basepath } = parts;
  const root = createRootRoute({ notFoundComponent: NotFoundPage });
  const console: AnyRoute = createRoute({
    getParentRoute: () => root,
    id: "console",
    component: lazyRouteComponent(parts.consoleFrame),
    beforeLoad: async ({ location }) => {
      await session.restore();
      if (session.state.phase !== "in") {
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw redirect({ to: "/login", search: { to: location.href } as never });
      }
    },
  });
  const open: AnyRoute = createRoute({
    getParentRoute: () => root,
    id: "public",
    component: lazyRouteComponent(parts.publicFrame ?? parts.bareFrame),
    // A client's cart is the account's; a stranger causes no call.
    beforeLoad: () => session.restore(),
  });
  const bare: AnyRoute = createRoute({ getParentRoute: () => root, id: "bare", component: lazyRouteComponent(parts.bareFrame) });
  // One address for both: what a client has, and what a stranger can buy.
  const either: AnyRoute = createRoute({
    getParentRoute: () => root,
    id: "either",
    component: byPhase(lazy(parts.consoleFrame), lazy(parts.publicFrame ?? parts.bareFrame)),
    beforeLoad: () => session.restore(),
  });
  const tree = root.addChildren([
    console.addChildren(routesOf(features, "console", () => console, i18n)),
    open.addChildren(routesOf(features, "public", () => open, i18n)),
    bare.addChildren(routesOf(features, "bare", () => bare, i18n)),
    either.addChildren(routesOf(features, "either", () => either, i18n)),
  ]);
  return createRouter({
    routeTree: tree,
    basepath,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    history: parts.history,
    defaultErrorComponent: CrashScreen as never,
    defaultNotFoundComponent: NotFoundPage,
  });
}

function byPhase(Inside: ComponentType, Outside: ComponentType) {
  return function Frame() {
    const { phase } = useSessionState();
    return <Suspense fallback={null}>{phase === "in" ? <Inside /> : <Outside />}</Suspense>;
  };
}

/** Everything that pages find above themselves. */
export function Providers({ session, queries, i18n, brand, children }: { session: Session; queries: QueryClient; i18n: Texts; brand: Brand; children: ReactNode }) {
  return (
    <TextsProvider texts={i18n}>
      <BrandContext.Provider value={brand}>
        <SessionContext.Provider value={session}>
          <QueryClientProvider client={queries}>
            <OfflineNotice />
            <LanguageNotice />
            <Words>{children}</Words>
            <ThemedToaster />
          </QueryClientProvider>
        </SessionContext.Provider>
      </BrandContext.Provider>
    </TextsProvider>
  );
}

function ThemedToaster() {
  const { t } = useTranslation("common");
  return <Toaster theme={useTheme()} closeLabel={t("ui.close")} />;
}

/** From an empty page to a running application. */
export async function start(parts: AppParts) {
  applyTheme();
  watchSystemTheme();
  const brand = await loadBrand();
  applyBrand(brand);
  document.title = brand.name;
  const { navFiles } = parts;
  const i18n = await createI18n(firstLanguage(brand.locale), parts.localeFiles, typeof navFiles === "function" ? () => navFiles().then(navTexts) : navTexts(navFiles));
  const queries = createQueryClient();
  const router = createAppRouter(parts, i18n);
  // Who is signed out elsewhere, or whose time is over, stands before the door and knows why.
  parts.session.subscribe(() => {
    if (!parts.session.state.ended) return;
    queries.clear();
    void router.navigate({ to: "/login", search: { to: router.state.location.href, ended: "1" } as never });
  });
  parts.session.hearOtherWindows();
  const host = document.getElementById("root");
  if (!host) throw new Error("index.html has no #root");
  createRoot(host).render(
    <StrictMode>
      <Suspense fallback={null}>
        <Providers session={parts.session} queries={queries} i18n={i18n} brand={brand}>
          <RouterProvider router={router} />
        </Providers>
      </Suspense>
    </StrictMode>,
  );
}
