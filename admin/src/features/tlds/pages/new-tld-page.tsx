import { PageHeader } from "@hostler/ui/page-header";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useNavigate } from "@tanstack/react-router";

import { addTld } from "../api/tlds";
import { emptyTld } from "../components/tld-draft";
import { TldEditor } from "../components/tld-editor";

export default function NewTldPage() {
  const { t } = useTranslation("tlds");
  const navigate = useNavigate();
  const { currency } = useBrand();
  useTitle(t("new"));
  return (
    <>
      <PageHeader trail={[{ label: t("title"), href: "/tlds" }]} title={t("new")} description={t("new_text")} />
      <TldEditor
        initial={() => emptyTld(currency)}
        save={addTld}
        saveLabel={t("make")}
        onSaved={(tld) => void navigate({ to: `/tlds/${tld.id}`, replace: true, ignoreBlocker: true })}
      />
    </>
  );
}
