import { ChevronsLeft, ChevronsRight, Menu as MenuIcon, Search } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from "react";

import { cn } from "../lib/cn";
import { useLink } from "../lib/link";
import { useWords } from "../lib/ui-text";

import { Button } from "./button";
import { Sheet, SheetContent } from "./sheet";
import { Tooltip } from "./tooltip";

export interface NavItem {
  href: string;
  label: string;
  icon: ReactNode;
  current?: boolean;
  /** Such as how many wait for a person. */
  count?: number;
}
export interface NavGroup {
  label?: string;
  items: NavItem[];
}

interface AppShellProps {
  brand: ReactNode;
  /** Its sign, for the narrow sidebar. */
  mark: ReactNode;
  home: string;
  nav: NavGroup[];
  onSearch: () => void;
  /** At the end of the top bar: theme, language, account. */
  tools: ReactNode;
  /** Above everything, such as "you act for a client". */
  banner?: ReactNode;
  children: ReactNode;
}

const kept = "hostler.sidebar";

// Between a phone's sheet and this width the page needs the room more than the menu needs its words.
const tight = "(max-width: 63.99rem)";

function useTight(): boolean {
  return useSyncExternalStore(
    (change) => {
      const query = matchMedia(tight);
      query.addEventListener("change", change);
      return () => query.removeEventListener("change", change);
    },
    () => matchMedia(tight).matches,
  );
}

/** The frame of a console: sidebar of 240 px (64 narrow, as it begins below 1024 px; a sheet on a phone), top bar, and the page. */
export function AppShell({ brand, mark, home, nav, onSearch, tools, banner, children }: AppShellProps) {
  const { text } = useWords();
  const Link = useLink();
  const [chosen, setChosen] = useState(() => localStorage.getItem(kept) === "narrow");
  const isTight = useTight();
  // Widened in a tight window it is only for now: what was chosen for a wide one is kept.
  const [widened, setWidened] = useState(false);
  const narrow = isTight ? !widened : chosen;
  const [open, setOpen] = useState(false);
  const toggle = () => {
    if (isTight) return setWidened(narrow);
    localStorage.setItem(kept, narrow ? "wide" : "narrow");
    setChosen(!narrow);
  };
  return (
    <div className="flex min-h-dvh">
      <a href="#main" className="fixed start-2 top-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 text-sm text-primary-foreground focus:translate-y-0">
        {text("skip_to_content")}
      </a>
      <aside className={cn("sticky top-0 hidden h-dvh shrink-0 flex-col border-e bg-sidebar md:flex", narrow ? "w-16" : "w-60")}>
        <div className={cn("flex h-13 items-center", narrow ? "justify-center" : "px-4")}>
          <Link href={home} className="flex min-w-0 items-center gap-2.5 font-semibold" aria-label={text("go_home")}>
            {mark}
            {!narrow && <span className="truncate">{brand}</span>}
          </Link>
        </div>
        <SideNav nav={nav} narrow={narrow} label={text("sidebar")} />
        <div className={cn("border-t p-2", narrow && "flex justify-center")}>
          <Button variant="ghost" size="icon-sm" onClick={toggle} aria-label={narrow ? text("expand") : text("collapse")} className="text-muted-foreground">
            {narrow ? <ChevronsRight aria-hidden className="rtl:rotate-180" /> : <ChevronsLeft aria-hidden className="rtl:rotate-180" />}
          </Button>
        </div>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        {banner}
        <header className="sticky top-0 z-30 flex h-13 items-center gap-1 border-b bg-background/95 px-3 backdrop-blur-sm sm:px-5">
          <Button variant="ghost" size="icon" className="-ms-2 md:hidden" aria-label={text("menu")} onClick={() => setOpen(true)}>
            <MenuIcon aria-hidden />
          </Button>
          <button
            type="button"
            onClick={onSearch}
            aria-label={text("search")}
            aria-keyshortcuts="Control+K Meta+K"
            className="flex h-8 min-w-0 items-center gap-2 rounded-md border px-2.5 text-sm text-muted-foreground transition-colors hover:bg-accent sm:w-72"
          >
            <Search className="size-4 shrink-0" aria-hidden />
            <span className="truncate max-sm:sr-only">{text("search")}</span>
            <kbd className="ms-auto font-mono text-xs max-sm:hidden">Ctrl K</kbd>
          </button>
          <div className="ms-auto flex items-center gap-0.5">{tools}</div>
        </header>
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[90rem] flex-1 px-3 py-5 outline-none sm:px-6">
          {children}
        </main>
      </div>
      <Sheet open={open} onOpenChange={setOpen}>
        <SheetContent side="start" title={brand} className="bg-sidebar">
          <SideNav nav={nav} label={text("menu")} onGo={() => setOpen(false)} />
        </SheetContent>
      </Sheet>
    </div>
  );
}

function SideNav({ nav, narrow, label, onGo }: { nav: NavGroup[]; narrow?: boolean; label: string; onGo?: () => void }) {
  const Link = useLink();
  const list = useRef<HTMLElement>(null);
  const current = nav.flatMap(({ items }) => items).find((item) => item.current)?.href;
  // In a low window the list scrolls: where one is, is in sight.
  useEffect(() => {
    list.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest" });
  }, [current, narrow]);
  return (
    // It fades where it goes on below; its last entry stands above that.
    <nav
      ref={list}
      aria-label={label}
      className="flex-1 overflow-y-auto mask-[linear-gradient(to_bottom,black_calc(100%-1.5rem),transparent)] px-2 pt-2 pb-6 [scrollbar-width:thin]"
    >
      {nav.map((group, index) => (
        <div key={group.label ?? index} className="mb-3">
          {group.label && !narrow && <p className="px-2 pb-1 text-xs font-medium text-muted-foreground">{group.label}</p>}
          <ul className="flex flex-col gap-0.5">
            {group.items.map((item) => {
              const link = (
                <Link
                  href={item.href}
                  onClick={onGo}
                  aria-current={item.current ? "page" : undefined}
                  aria-label={narrow ? item.label : undefined}
                  className={cn(
                    "flex h-9 items-center gap-2.5 rounded-md text-sm transition-colors [&_svg]:size-4 [&_svg]:shrink-0",
                    narrow ? "justify-center" : "px-2",
                    item.current ? "bg-accent font-medium text-foreground [&_svg]:text-primary" : "text-muted-foreground hover:bg-accent/60 hover:text-foreground",
                  )}
                >
                  {item.icon}
                  {!narrow && (
                    <span className="truncate" title={item.label}>
                      {item.label}
                    </span>
                  )}
                  {!narrow && item.count ? <span className="ms-auto rounded-full bg-destructive/15 px-1.5 text-xs text-destructive tabular-nums">{item.count}</span> : null}
                </Link>
              );
              return (
                <li key={item.href}>
                  {narrow ? (
                    <Tooltip content={item.label} side="right">
                      <span className="block">{link}</span>
                    </Tooltip>
                  ) : (
                    link
                  )}
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
