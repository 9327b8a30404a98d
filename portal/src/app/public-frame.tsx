import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { useBrand } from "@hostler/web-kit/brand";
import { chooseLanguage, languages, type Language } from "@hostler/web-kit/i18n";
import { BrandMark } from "@hostler/web-kit/react/brand-mark";
import { useSessionState } from "@hostler/web-kit/session";
import { chooseTheme, useTheme } from "@hostler/web-kit/theme";
import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { Moon, ShoppingCart, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";

import { products } from "../catalog/products";
import { useShopCurrency } from "../catalog/shop-currency";
import { tldPrices } from "../names/tlds";

import { FooterHelp } from "./footer-help";

const kinds = ["hosting", "vps", "dedicated", "storage"] as const;

/** Around the shop: what a stranger sees. No code of the console is in it. */
export default function PublicFrame() {
  const { t } = useTranslation(["shop", "common"]);
  const brand = useBrand();
  const Link = useLink();
  const { phase } = useSessionState();
  const sold = useQuery(products).data ?? [];
  const sellsNames = (useQuery(tldPrices(useShopCurrency())).data ?? []).length > 0;
  const linked = [
    ...kinds.filter((kind) => sold.some((product) => product.type === kind)).map((kind) => ({ to: `/${kind}`, text: t(`kind.${kind}.name`) })),
    // At /domains who is signed in finds their own.
    ...(sellsNames ? [{ to: phase === "in" ? "/search" : "/domains", text: t("nav.domains") }] : []),
  ];
  const look = "inline-flex h-9 items-center rounded-md px-2.5 text-sm text-muted-foreground transition-colors hover:text-foreground";
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="fixed start-2 top-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 text-sm text-primary-foreground focus:translate-y-0">
        {t("common:ui.skip_to_content")}
      </a>
      <header className="sticky top-0 z-30 border-b bg-background/95 backdrop-blur-sm">
        <div className="mx-auto flex min-h-14 max-w-6xl flex-wrap items-center gap-x-2 px-4 sm:px-6">
          <Link href="/" className="me-3 flex min-h-9 min-w-0 flex-1 items-center gap-2.5 font-semibold md:flex-none">
            <BrandMark />
            <span className="truncate">{brand.name}</span>
          </Link>
          <nav aria-label={t("nav.main")} className="order-last flex flex-wrap max-md:-mx-2.5 max-md:w-full md:order-none">
            {linked.map(({ to, text }) => (
              <Link key={to} href={to} className={look}>
                {text}
              </Link>
            ))}
            <Link href="/pricing" className={look}>
              {t("nav.pricing")}
            </Link>
          </nav>
          <div className="ms-auto flex shrink-0 items-center gap-0.5">
            <ThemeSwitch />
            <LanguageSwitch />
            <Button asChild variant="ghost" size="icon">
              <Link href="/cart" aria-label={t("nav.cart")}>
                <ShoppingCart aria-hidden />
              </Link>
            </Button>
            {phase === "in" ? (
              <Button asChild size="md" className="ms-1.5">
                <Link href="/dashboard">{t("nav.dashboard")}</Link>
              </Button>
            ) : (
              <>
                <Button asChild variant="ghost" className="max-sm:px-2">
                  <Link href="/login">{t("nav.sign_in")}</Link>
                </Button>
                <Button asChild className="max-sm:hidden">
                  <Link href="/register">{t("nav.register")}</Link>
                </Button>
              </>
            )}
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
              {linked.map(({ to, text }) => (
                <li key={to}>
                  <Link href={to} className="inline-flex min-h-7 items-center text-muted-foreground hover:text-foreground">
                    {text}
                  </Link>
                </li>
              ))}
              <li>
                <Link href="/pricing" className="inline-flex min-h-7 items-center text-muted-foreground hover:text-foreground">
                  {t("nav.pricing")}
                </Link>
              </li>
            </ul>
          </div>
          <FooterHelp />
          <div>
            <p className="font-medium">{t("footer.grievance")}</p>
            <ul className="mt-1 flex flex-col text-muted-foreground">
              {brand.email && (
                <li>
                  <a href={`mailto:${brand.email}`} className="inline-flex min-h-7 items-center break-all hover:text-foreground">
                    {brand.email}
                  </a>
                </li>
              )}
              {brand.phone && (
                <li>
                  <a href={`tel:${brand.phone}`} className="inline-flex min-h-7 items-center hover:text-foreground">
                    {brand.phone}
                  </a>
                </li>
              )}
            </ul>
          </div>
        </div>
      </footer>
    </div>
  );
}

function ThemeSwitch() {
  const { t } = useTranslation("common");
  const theme = useTheme();
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={`${t("ui.theme")}: ${theme === "dark" ? t("ui.light") : t("ui.dark")}`}
      onClick={() => chooseTheme(theme === "dark" ? "light" : "dark")}
    >
      {theme === "dark" ? <Moon aria-hidden /> : <Sun aria-hidden />}
    </Button>
  );
}

function LanguageSwitch() {
  const { i18n } = useTranslation("common");
  const other = (Object.keys(languages) as Language[]).find((language) => language !== i18n.language) ?? "en";
  return (
    <Button variant="ghost" className="px-2" lang={other} onClick={() => void chooseLanguage(i18n, other)}>
      <span className="max-sm:sr-only">{languages[other]}</span>
      <span className="sm:hidden" aria-hidden>
        {languages[other].slice(0, 2)}
      </span>
    </Button>
  );
}
