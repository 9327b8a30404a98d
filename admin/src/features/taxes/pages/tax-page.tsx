import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { Settings2 } from "lucide-react";

import { ExchangeRates } from "../components/exchange-rates";
import { TaxTable } from "../components/tax-table";

export default function TaxPage() {
  const { t } = useTranslation("taxes");
  const Link = useLink();
  useTitle(t("title"));
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Button asChild variant="secondary">
            <Link href="/settings/tax">
              <Settings2 aria-hidden />
              {t("settings")}
            </Link>
          </Button>
        }
      />
      <TaxTable />
      <ExchangeRates />
    </>
  );
}
