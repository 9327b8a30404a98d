import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useNavigate } from "@tanstack/react-router";

import { addOption } from "../../../catalogue/extras";
import { emptyOption } from "../components/option-draft";
import { OptionEditor } from "../components/option-editor";

export default function NewOptionPage() {
  const { t } = useTranslation("extras");
  const navigate = useNavigate();
  useTitle(t("new_option"));
  return (
    <>
      <PageHeader trail={[{ label: t("options"), href: "/options" }]} title={t("new_option")} description={t("new_text")} />
      <OptionEditor
        initial={emptyOption}
        save={addOption}
        saveLabel={t("make")}
        onSaved={(option) => void navigate({ to: `/options/${option.id}`, replace: true, ignoreBlocker: true })}
      />
    </>
  );
}
