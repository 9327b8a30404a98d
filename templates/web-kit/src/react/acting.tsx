import { Button } from "@hostler/ui/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Drama } from "lucide-react";
import { useEffect, useState } from "react";

import { awaitActing } from "../handover";
import { useSession, useSessionState } from "../session";

import { useTranslation } from "./texts";

/** Above every page while staff act in a client's place: who for, and how to end it. */
export function ActingBanner() {
  const { t } = useTranslation("common");
  const session = useSession();
  const { acting, account, user } = useSessionState();
  const queries = useQueryClient();
  const navigate = useNavigate();
  if (!acting) return null;
  const end = async () => {
    await session.signOut();
    queries.clear();
    window.close();
    await navigate({ to: "/login" });
  };
  const name = account?.company ?? (account ? `${account.first_name} ${account.last_name}` : user?.name);
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-warning/40 bg-warning/15 px-4 py-2 text-sm">
      <Drama className="size-4 shrink-0 text-warning" aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{t("acting.banner", { name })}</span> {t("acting.banner_text")}
      </span>
      <Button size="sm" variant="secondary" onClick={() => void end()}>
        {t("acting.end")}
      </Button>
    </div>
  );
}

const patienceMs = 10_000;

/** Where the tab that staff have opened begins: it takes the session over and goes on. */
export function ActingStart({ home }: { home: string }) {
  const { t } = useTranslation("common");
  const session = useSession();
  const navigate = useNavigate();
  const [late, setLate] = useState(() => !window.opener);
  useEffect(() => {
    const stop = awaitActing((given) => {
      session.actFor(given);
      void navigate({ to: home, replace: true });
    });
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session, navigate, home]);
  return (
    <div className="flex flex-col items-center gap-2 py-12 text-center">
      <h1 className="text-lg font-semibold">{t("acting.title")}</h1>
      <p role="status" className="max-w-md text-sm text-muted-foreground">
        {late ? t("acting.late") : t("acting.wait")}
      </p>
    </div>
  );
}
