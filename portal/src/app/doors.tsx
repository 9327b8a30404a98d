import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";

/** The ways in: to one's own pages, or to an account. */
export function Doors({ onGone }: { onGone?: () => void }) {
  const { t } = useTranslation("shop");
  const Link = useLink();
  const { phase } = useSessionState();
  if (phase === "in")
    return (
      <Button asChild className="ms-1.5 max-md:ms-0">
        <Link href="/dashboard" onClick={onGone}>
          {t("nav.dashboard")}
        </Link>
      </Button>
    );
  return (
    <>
      <Button asChild variant="ghost" className="max-md:border">
        <Link href="/login" onClick={onGone}>
          {t("nav.sign_in")}
        </Link>
      </Button>
      <Button asChild>
        <Link href="/register" onClick={onGone}>
          {t("nav.register")}
        </Link>
      </Button>
    </>
  );
}
