import { Button } from "@hostler/ui/button";
import { ErrorPage } from "@hostler/ui/error-page";
import { useLink } from "@hostler/ui/lib/link";

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
  const { t } = useTranslation("common");
  const explain = useExplain();
  const words = explain(error);
  return (
    <ErrorPage
      code={error instanceof ApiError ? String(error.status) : "500"}
      title={t("app.crash_title")}
      requestId={words.requestId}
      actions={<Button onClick={() => (reset ? reset() : location.reload())}>{t("ui.retry")}</Button>}
    >
      {error instanceof ApiError ? words.detail : t("app.crash_text")}
    </ErrorPage>
  );
}
