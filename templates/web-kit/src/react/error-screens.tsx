import { Button } from "@hostler/ui/button";
import { ErrorPage } from "@hostler/ui/error-page";
import { useLink } from "@hostler/ui/lib/link";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";

import { isMissingModule } from "../missing-module";
import { ApiError } from "../problem";

import { BareShell } from "./bare-frame";
import { useExplain } from "./explain";
import { useTranslation } from "./texts";

export function NotFoundScreen() {
  const { t } = useTranslation("common");
  const Link = useLink();
  return (
    <ErrorPage
      code="404"
      title={t("app.not_found_title")}
      actions={
        <Button asChild>
          <Link href="/">{t("app.to_start")}</Link>
        </Button>
      }
    >
      {t("app.not_found_text")}
    </ErrorPage>
  );
}

/** An address that leads nowhere: outside of every frame, so it brings its own. */
export function NotFoundPage() {
  return (
    <BareShell>
      <NotFoundScreen />
    </BareShell>
  );
}

/** What is shown in place of a page that threw; the frame around it stays. */
export function CrashScreen({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t, i18n } = useTranslation("common");
  const explain = useExplain();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const words = explain(error);
  const retry = async () => {
    // Without a network that would leave people with the browser's own page.
    if (isMissingModule(error) && navigator.onLine) return location.reload();
    setBusy(true);
    i18n.forgetFailures();
    // What the page waits for is asked for once more: it may be that which failed.
    await router.invalidate();
    setBusy(false);
    reset?.();
  };
  return (
    <ErrorPage
      code={error instanceof ApiError ? String(error.status) : "500"}
      title={t("app.crash_title")}
      requestId={words.requestId}
      actions={
        <Button busy={busy} onClick={() => void retry()}>
          {t("ui.retry")}
        </Button>
      }
    >
      {error instanceof ApiError ? words.detail : t("app.crash_text")}
    </ErrorPage>
  );
}
