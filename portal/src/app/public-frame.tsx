import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { useBrand } from "@hostler/web-kit/brand";
import { BrandMark } from "@hostler/web-kit/react/brand-mark";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";
import { Outlet } from "@tanstack/react-router";
import { ShoppingCart } from "lucide-react";
import { lazy, Suspense } from "react";

import { Doors } from "./doors";
import { PhoneMenu } from "./phone-menu";
import { LanguageSwitch, ThemeSwitch } from "./switches";

const FooterEnd = lazy(() => import("./footer-end"));

const kinds = ["hosting", "vps", "dedicated", "storage"] as const;

/** Around the shop: what a stranger sees. No code of the console is in it. */
export default function PublicFrame() {
  const { t } = useTranslation(["shop", "common"]);
  const brand = useBrand();
  const Link = useLink();
  const { phase } = useSessionState();
  const linked = [
    ...kinds.filter((kind) => brand.product_types.includes(kind)).map((kind) => ({ to: `/${kind}`, text: t(`kind.${kind}.name`) })),
    // At /domains who is signed in finds their own.
    ...(brand.sells_domains ? [{ to: phase === "in" ? "/search" : "/domains", text: t("nav.domains") }] : []),
  ];
  const pages = [...linked, { to: "/pricing", text: t("nav.pricing") }];
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="fixed start-2 top-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 text-sm text-primary-foreground focus:translate-y-0">
        {t("common:ui.skip_to_content")}
      </a>
      <header className="sticky top-0 z-30 border-b bg-background/95 backdrop-blur-sm">
        <div className="mx-auto flex min-h-14 max-w-6xl items-center gap-x-2 px-4 sm:px-6">
          <Link href="/" className="me-3 flex min-h-9 min-w-0 flex-1 items-center gap-2.5 font-semibold md:flex-none">
            <BrandMark />
            <span className="truncate">{brand.name}</span>
          </Link>
          <nav aria-label={t("nav.main")} className="hidden flex-wrap md:flex">
            {pages.map(({ to, text }) => (
              <Link
                key={to}
                href={to}
                className="inline-flex h-9 items-center rounded-md px-2.5 text-sm text-muted-foreground transition-colors hover:text-foreground aria-[current=page]:text-foreground"
              >
                {text}
              </Link>
            ))}
          </nav>
          <div className="ms-auto flex shrink-0 items-center gap-0.5">
            <span className="flex items-center gap-0.5 max-md:hidden">
              <ThemeSwitch />
              <LanguageSwitch />
            </span>
            <Button asChild variant="ghost" size="icon">
              <Link href="/cart" aria-label={t("nav.cart")}>
                <ShoppingCart aria-hidden />
              </Link>
            </Button>
            <span className="flex items-center gap-0.5 max-md:hidden">
              <Doors />
            </span>
            <PhoneMenu pages={pages} />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        <Outlet />
      </main>
      <footer className="mt-16 border-t bg-sidebar">
        <div className="mx-auto grid max-w-6xl gap-6 px-4 py-8 text-sm sm:grid-cols-2 sm:px-6 lg:grid-cols-5">
          <div>
            <p className="font-medium">{brand.legal_name || brand.name}</p>
            <p className="mt-1 text-muted-foreground">{t("footer.promise")}</p>
          </div>
          <div>
            <p className="font-medium">{t("footer.shop")}</p>
            <ul className="mt-1 flex flex-col">
              {pages.map(({ to, text }) => (
                <li key={to}>
                  <Link href={to} className="inline-flex min-h-7 items-center text-muted-foreground hover:text-foreground">
                    {text}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
          <Suspense fallback={null}>
            <FooterEnd />
          </Suspense>
        </div>
      </footer>
    </div>
  );
}
