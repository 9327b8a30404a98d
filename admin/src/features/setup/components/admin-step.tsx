import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";
import { ShieldAlert, ShieldCheck } from "lucide-react";

/** Whoever reads this has signed in: the first administrator is there. */
export function AdminStep() {
  const { t } = useTranslation("setup");
  const Link = useLink();
  const { user } = useSessionState();
  return (
    <div className="flex flex-col gap-4">
      <DescriptionList
        columns={2}
        facts={[
          [t("you"), user?.name],
          [t("email"), user?.email],
          [t("role"), user?.role],
        ]}
      />
      <p className="flex items-start gap-2 text-sm">
        {user?.two_factor ? (
          <ShieldCheck className="mt-0.5 size-4 shrink-0 text-success" aria-hidden />
        ) : (
          <ShieldAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
        )}
        {user?.two_factor ? t("factor_on") : t("factor_off")}
      </p>
      <Link href="/staff" className="text-sm text-primary hover:underline">
        {t("invite_others")}
      </Link>
    </div>
  );
}
