import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";

import { addPluginAccount, type Plugin } from "../../../plugins/plugins";

/** A second account of one plugin, with settings and a webhook address of its own. */
export function AddAccount({ plugins }: { plugins: Plugin[] }) {
  const { t } = useTranslation("plugins");
  const navigate = useNavigate();
  const installed = [...new Map(plugins.map((one) => [one.plugin, one.title])).entries()];
  return (
    <ActButton
      label={t("add")}
      title={t("add_title")}
      consequence={t("add_text")}
      icon={Plus}
      fields={[
        { name: "plugin", label: t("plugin"), kind: "select", required: true, options: installed.map(([value, label]) => ({ value, label })) },
        { name: "name", label: t("account"), required: true, help: t("account_help") },
      ]}
      run={({ plugin = "", name = "" }, header) => addPluginAccount(plugin, name, header)}
      done={t("added")}
      invalidates={["plugins"]}
      onDone={(made) => void navigate({ to: `/plugins/${made.name}` })}
    />
  );
}
