import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useNavigate } from "@tanstack/react-router";

import { addAddon } from "../../../catalogue/extras";
import { emptyAddon } from "../components/addon-draft";
import { AddonEditor } from "../components/addon-editor";

export default function NewAddonPage() {
  const { t } = useTranslation("extras");
  const navigate = useNavigate();
  useTitle(t("new_addon"));
  return (
    <>
      <PageHeader trail={[{ label: t("addons"), href: "/addons" }]} title={t("new_addon")} description={t("new_text")} />
      <AddonEditor
        initial={emptyAddon}
        save={addAddon}
        saveLabel={t("make")}
        onSaved={(addon) => void navigate({ to: `/addons/${addon.id}`, replace: true, ignoreBlocker: true })}
      />
    </>
  );
}
