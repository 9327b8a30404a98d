import { Skeleton } from "@hostler/ui/skeleton";
import { ownPath } from "@hostler/web-kit/own-path";
import { StepUpDialog } from "@hostler/web-kit/react/step-up-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useSession, useSessionState } from "@hostler/web-kit/session";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { Offer } from "../components/offer";

/** Between signing in and where one was going: a second factor is offered to who has none, and may be left for later. */
export default function ProtectPage() {
  const { t } = useTranslation("protect");
  const session = useSession();
  const navigate = useNavigate();
  const { phase, user } = useSessionState();
  const { to } = useSearch({ strict: false }) as { to?: string };
  const [begun, setBegun] = useState(false);
  useTitle(t("title"));
  const target = ownPath(to, "/dashboard");
  const go = () => void navigate({ href: target, replace: true } as never);
  useEffect(() => {
    void session.restore();
  }, [session]);
  // Who has one already, or has gone, has nothing to do here.
  const done = phase === "in" && user?.two_factor === true && !begun;
  useEffect(() => {
    if (done) void navigate({ href: target, replace: true } as never);
    if (phase === "out") void navigate({ to: "/login", search: { to: target } as never, replace: true });
  }, [done, phase, target, navigate]);
  return (
    <section className="w-full max-w-md">
      <h1 className="mb-2 text-2xl font-semibold tracking-tight">{t("title")}</h1>
      {phase === "in" && !done ? <Offer onBegin={() => setBegun(true)} onDone={go} onSkip={go} /> : <Skeleton className="h-40" />}
      <StepUpDialog />
    </section>
  );
}
