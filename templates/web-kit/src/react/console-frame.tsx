import { AppShell } from "@hostler/ui/app-shell";
import { Button } from "@hostler/ui/button";
import { CommandPalette } from "@hostler/ui/command-palette";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@hostler/ui/dropdown-menu";
import { listenToShortcuts, type Shortcuts } from "@hostler/ui/lib/shortcuts";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { CircleUserRound, LogOut, WifiOff } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from "react";

import { useBrand } from "../brand";
import { listenLive, type EventKeys, type LiveState } from "../events";
import { navOf, type Feature } from "../features";
import { useSession, useSessionState } from "../session";

import { BrandMark } from "./brand-mark";
import { LanguageMenu, ThemeMenu } from "./preferences";
import { useTranslation } from "./texts";

const ShortcutsDialog = lazy(() => import("./shortcuts-dialog").then((module) => ({ default: module.ShortcutsDialog })));

// Seldom seen, and there soon after the page: nothing waits for their forms.
const SessionDialog = lazy(() => import("./session-dialog").then((module) => ({ default: module.SessionDialog })));
const StepUpDialog = lazy(() => import("./step-up-dialog").then((module) => ({ default: module.StepUpDialog })));

interface ConsoleFrameProps {
  features: Feature[];
  /** Keys of `nav` texts "groups.<group>", in order. */
  groups: string[];
  events: EventKeys;
  home: string;
  /** Whether /api/events is there for who uses this application. */
  live: boolean;
  /** Under the name in the account menu. */
  subtitle?: string;
  banner?: ReactNode;
}

/** What surrounds every page behind the sign-in. */
export function ConsoleFrame({ features, groups, events, home, live, subtitle, banner }: ConsoleFrameProps) {
  const { t } = useTranslation(["common", "nav"]);
  const brand = useBrand();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  const menu = useMemo(() => navOf(features, groups), [features, groups]);
  const connection = useLive(events, live);

  useEffect(() => {
    const shortcuts: Shortcuts = {
      "mod+k": () => setSearching(true),
      "?": () => setHelping(true),
      "/": () => document.querySelector<HTMLElement>("main [data-filter]")?.focus(),
      j: () => document.querySelector<HTMLElement>("main [data-row]")?.focus(),
    };
    for (const { entries } of menu) for (const { key, to } of entries) if (key) shortcuts[`g ${key}`] = () => void navigate({ to });
    return listenToShortcuts(shortcuts);
  }, [menu, navigate]);

  const nav = menu.map(({ group, entries }) => ({
    label: t(`nav:groups.${group}`, { defaultValue: "" }),
    items: entries
      .filter(({ under }) => !under)
      .map(({ to, text, icon: Icon }) => ({
        href: to,
        label: t(`nav:${text}`),
        icon: <Icon aria-hidden />,
        current: isAt(to, path) || entries.some((entry) => entry.under === to && isAt(entry.to, path)),
      })),
  }));
  return (
    <>
      <AppShell
        brand={brand.name}
        mark={<BrandMark />}
        home={home}
        nav={nav}
        banner={banner}
        onSearch={() => setSearching(true)}
        tools={
          <>
            {connection === "lost" && (
              <span role="status" title={t("app.connection_lost")} className="px-2 text-warning">
                <WifiOff className="size-4" aria-hidden />
                <span className="sr-only">{t("app.connection_lost")}</span>
              </span>
            )}
            <ThemeMenu />
            <LanguageMenu />
            <AccountMenu subtitle={subtitle} />
          </>
        }
      >
        <Outlet />
      </AppShell>
      <CommandPalette
        open={searching}
        onOpenChange={setSearching}
        groups={[
          {
            title: t("app.go_to"),
            items: menu.flatMap(({ entries }) =>
              entries.map(({ to, text, key, icon: Icon }) => ({
                id: to,
                label: t(`nav:${text}`),
                icon: <Icon aria-hidden />,
                hint: key ? `g ${key}` : undefined,
                keywords: to,
                run: () => void navigate({ to }),
              })),
            ),
          },
        ]}
      />
      {helping && (
        <Suspense fallback={null}>
          <ShortcutsDialog
            open
            onOpenChange={setHelping}
            pages={menu.flatMap(({ entries }) => entries.filter(({ key }) => key).map(({ key, text }) => ({ keys: `g ${key}`, label: t(`nav:${text}`) })))}
          />
        </Suspense>
      )}
      <Suspense fallback={null}>
        <StepUpDialog />
        <SessionDialog home={home} />
      </Suspense>
    </>
  );
}

function isAt(to: string, path: string): boolean {
  return to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`);
}

function useLive(keys: EventKeys, live: boolean): LiveState {
  const session = useSession();
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  useEffect(() => (live ? listenLive({ session, queries, keys, onState: setState }) : undefined), [session, queries, keys, live]);
  return live ? state : "off";
}

function AccountMenu({ subtitle }: { subtitle?: string }) {
  const { t } = useTranslation("common");
  const session = useSession();
  const { user } = useSessionState();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = async () => {
    await session.signOut();
    queries.clear();
    await navigate({ to: "/login" });
  };
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t("app.account_menu")}>
          <CircleUserRound aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent className="w-60">
        <MenuLabel>
          <span className="block truncate text-sm text-foreground">{user?.name}</span>
          <span className="block truncate font-normal">{user?.email}</span>
          {subtitle && <span className="block truncate font-mono font-normal">{subtitle}</span>}
        </MenuLabel>
        <MenuSeparator />
        <MenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden />
          {t("app.sign_out")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
