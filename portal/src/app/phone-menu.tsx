import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Menu, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { Doors } from "./doors";
import { LanguageSwitch, ThemeSwitch } from "./switches";

/** On a phone the shop's pages, the ways in, theme and language are behind one button, below the header's line. */
export function PhoneMenu({ pages }: { pages: { to: string; text: string }[] }) {
  const { t } = useTranslation("shop");
  const Link = useLink();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [open]);
  const close = () => setOpen(false);
  return (
    <div className="md:hidden">
      <Button ref={button} variant="ghost" size="icon" aria-label={t("nav.menu")} aria-expanded={open} aria-controls="phone-menu" onClick={() => setOpen(!open)}>
        {open ? <X aria-hidden /> : <Menu aria-hidden />}
      </Button>
      <div id="phone-menu" hidden={!open} className="absolute inset-x-0 top-full max-h-[calc(100dvh-3.5rem)] overflow-y-auto border-y bg-background px-4 pt-2 pb-4 shadow-float">
        <nav aria-label={t("nav.main")}>
          <ul className="divide-y">
            {pages.map(({ to, text }) => (
              <li key={to}>
                <Link href={to} onClick={close} className="flex min-h-11 items-center text-base">
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="mt-3 grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-2">
          <Doors onGone={close} />
        </div>
        <div className="mt-3 flex justify-end gap-1">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
    </div>
  );
}
