import { Skeleton } from "@hostler/ui/skeleton";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { verifyEmail } from "../api/recovery";
import { tokenOfLink } from "../components/link-token";
import { Outcome } from "../components/outcome";

/** The link is used once, so it is asked once, whatever the page does. */
export default function VerifyEmailPage() {
  const { t } = useTranslation("recovery");
  useTitle(t("verify.title"));
  const [token] = useState(() => tokenOfLink());
  const query = useQuery({
    queryKey: ["verify-email", token],
    queryFn: () => verifyEmail(token),
    enabled: Boolean(token),
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  });
  if (query.data) return <Outcome title={t("verify.done_title")} text={t("verify.done_text")} to="/dashboard" action={t("to_account")} />;
  if (!token || query.error) return <Outcome title={t("dead_title")} text={t("verify.dead_text")} to="/dashboard" action={t("to_account")} />;
  return (
    <section className="w-full max-w-sm">
      <h1 className="mb-4 text-2xl font-semibold tracking-tight">{t("verify.title")}</h1>
      <Skeleton className="h-10" />
    </section>
  );
}
