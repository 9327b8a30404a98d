import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { UrlTabs } from "@hostler/web-kit/react/url-tabs";

import { DeliveriesTab } from "../components/deliveries-tab";
import { EndpointsTab } from "../components/endpoints-tab";

export default function WebhooksOutPage() {
  const { t } = useTranslation("webhooks");
  useTitle(t("title"));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <UrlTabs
        label={t("title")}
        drops={["webhook", "delivery"]}
        tabs={[
          { id: "deliveries", label: t("tab.deliveries"), content: () => <DeliveriesTab /> },
          { id: "endpoints", label: t("tab.endpoints"), content: () => <EndpointsTab /> },
        ]}
      />
    </>
  );
}
