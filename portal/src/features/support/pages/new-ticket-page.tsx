import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";

import { NewTicketForm } from "../components/new-ticket-form";

export default function NewTicketPage() {
  const { t } = useTranslation("support");
  useTitle(t("new.title"));
  return (
    <>
      <PageHeader title={t("new.title")} trail={[{ label: t("title"), href: "/support" }]} description={t("new.text")} />
      <NewTicketForm />
    </>
  );
}
