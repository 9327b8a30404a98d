import { Card } from "@hostler/ui/card";
import { Field, FieldError } from "@hostler/ui/field";
import { withDefaults } from "@hostler/ui/lib/schema";
import { SchemaFields } from "@hostler/ui/schema-fields";
import { Select } from "@hostler/ui/select";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { listServerGroups } from "../../../catalogue/products";
import { hasFields, kindOf, listPlugins } from "../../../plugins/plugins";

import type { PartProps } from "./editor-parts";

const nobody = "-";

/** Who makes what was bought, and from what. */
export function ProvisioningPart({ draft, change, errors }: PartProps) {
  const { t } = useTranslation("products");
  const groups = useQuery(listServerGroups);
  return (
    <Ask query={useQuery(listPlugins)} skeleton={<Skeleton className="h-64" />}>
      {(plugins) => {
        const makers = plugins.data.filter((plugin) => kindOf(plugin) === "provisioner");
        const chosen = makers.find((plugin) => plugin.name === draft.plugin);
        const unknown = draft.plugin && !chosen ? [{ value: draft.plugin, label: draft.plugin }] : [];
        return (
          <Card>
            <div className="flex max-w-2xl flex-col gap-4">
              <Field label={t("plugin")} help={t("plugin_help")} error={errors["provisioning.plugin"] ?? errors.provisioning}>
                <Select
                  value={draft.plugin || nobody}
                  onValueChange={(name) => {
                    const next = makers.find((plugin) => plugin.name === name);
                    change(name === nobody ? { plugin: "", settings: {} } : { plugin: name, settings: next ? withDefaults(next.product_settings_schema) : {} });
                  }}
                  options={[
                    { value: nobody, label: t("no_plugin") },
                    ...makers.map((plugin) => ({ value: plugin.name, label: plugin.enabled ? plugin.title : `${plugin.title} (${t("plugin_off")})` })),
                    ...unknown,
                  ]}
                />
              </Field>
              {draft.plugin && (
                <Field label={t("server_group")} help={t("server_group_help")} error={errors["provisioning.server_group"]}>
                  <Select
                    value={draft.server_group || nobody}
                    onValueChange={(name) => change({ server_group: name === nobody ? "" : name })}
                    options={[{ value: nobody, label: t("any_server") }, ...(groups.data ?? []).map((group) => ({ value: group.name, label: group.name }))]}
                  />
                </Field>
              )}
              {chosen && hasFields(chosen.product_settings_schema) && (
                <SchemaFields
                  // Another plugin's fields are other fields.
                  key={chosen.name}
                  under="provisioning.settings"
                  schema={chosen.product_settings_schema}
                  value={draft.settings}
                  onChange={(settings) => change({ settings })}
                  errors={errors}
                />
              )}
              <FieldError>{errors["provisioning.settings"]}</FieldError>
            </div>
          </Card>
        );
      }}
    </Ask>
  );
}
