import { useLink } from "@hostler/ui/lib/link";
import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useBrand } from "../brand";

import { BrandMark } from "./brand-mark";
import { LanguageMenu, ThemeMenu } from "./preferences";

/** Around pages that stand alone: signing in, signing up, recovery. */
export function BareFrame() {
  return (
    <BareShell>
      <Outlet />
    </BareShell>
  );
}

export function BareShell({ children }: { children: ReactNode }) {
  const brand = useBrand();
  const Link = useLink();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center justify-between px-4 sm:px-6">
        <Link href="/" className="flex min-w-0 items-center gap-2.5 font-semibold">
          <BrandMark />
          <span className="truncate">{brand.name}</span>
        </Link>
        <span className="flex">
          <ThemeMenu />
          <LanguageMenu />
        </span>
      </header>
      <main id="main" className="flex flex-1 flex-col items-center px-4 pt-[8vh] pb-10">
        {children}
      </main>
      {brand.legal_name && <footer className="px-4 pb-6 text-center text-xs text-muted-foreground">{brand.legal_name}</footer>}
    </div>
  );
}
