import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";

import { paymentMethods } from "../../../paying/methods";
import { billingSettings } from "../api/methods";
import { Alerts } from "../components/alerts";
import { Automatic } from "../components/automatic";
import { TaxIds } from "../components/tax-ids";

export default function SettingsPage() {
  const { t } = useTranslation("methods");
  useTitle(t("settings"));
  const settings = useQuery(billingSettings);
  const methods = useQuery(paymentMethods);
  return (
    <>
      <PageHeader title={t("settings")} description={t("settings_text")} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Ask query={settings} skeleton={<Skeleton className="h-48" />}>
          {(mine) => (
            <Ask query={methods} skeleton={<Skeleton className="h-48" />}>
              {(all) => <Automatic key={`${mine.auto_pay} ${mine.default_method_id}`} settings={mine} saved={all.data ?? []} />}
            </Ask>
          )}
        </Ask>
        <TaxIds />
        <Alerts />
      </div>
    </>
  );
}
