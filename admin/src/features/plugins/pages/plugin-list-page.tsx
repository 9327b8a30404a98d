import { PageHeader } from "@hostler/ui/page-header";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";

import { kindOf, listPlugins, pluginKinds, type Plugin } from "../../../plugins/plugins";
import { AddAccount } from "../components/add-account";
import { usePluginColumns } from "../components/plugin-columns";
import { stateOf } from "../components/plugin-state";
import { UnusablePlugins } from "../components/unusable-plugins";

const states = ["healthy", "unhealthy", "attention", "enabled", "disabled"] as const;

export default function PluginListPage() {
  const { t } = useTranslation(["plugins", "plugin-parts"]);
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("q", "kind", "state");
  const query = useQuery(listPlugins);
  const columns = usePluginColumns();
  const wanted = filter.q?.toLowerCase() ?? "";
  const fits = (plugin: Plugin) =>
    (!wanted || [plugin.name, plugin.title, plugin.description].some((text) => text.toLowerCase().includes(wanted))) &&
    (!filter.kind || kindOf(plugin) === filter.kind) &&
    (!filter.state || stateOf(plugin) === filter.state);
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={query.data && query.data.data.length > 0 && <AddAccount plugins={query.data.data} />} />
      <WholeList
        label={t("title")}
        query={query}
        rows={(list) =>
          [...list.data].sort((a, b) => pluginKinds.indexOf(kindOf(a) ?? "notifier") - pluginKinds.indexOf(kindOf(b) ?? "notifier") || a.title.localeCompare(b.title))
        }
        fits={fits}
        columns={columns}
        rowId={(plugin) => plugin.name}
        href={(plugin) => `/plugins/${plugin.name}`}
        filters={
          <>
            <FilterInput label={t("search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-48 flex-1 sm:max-w-80" />
            <StateFilter label={t("kind")} value={filter.kind} values={pluginKinds} word={(kind) => t(`plugin-parts:kind.${kind}`)} onChange={(kind) => setFilter({ kind })} />
            <StateFilter label={t("state")} value={filter.state} values={states} onChange={(state) => setFilter({ state })} />
          </>
        }
        onShowAll={() => setFilter({ q: undefined, kind: undefined, state: undefined })}
        empty={{ icon: Plug, title: t("empty"), text: t("empty_text") }}
      />
      {query.data && <UnusablePlugins unusable={query.data.unusable} />}
      <p className="mt-4 max-w-prose text-xs text-muted-foreground">
        {t("install_hint")} <code className="font-mono">hostler plugin accept NAME</code>
      </p>
    </>
  );
}
