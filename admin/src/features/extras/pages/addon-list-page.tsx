import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { PackagePlus, Plus } from "lucide-react";

import { listAddons, type Addon } from "../../../catalogue/extras";
import { FirstPrice } from "../components/first-price";

export default function AddonListPage() {
  const { t } = useTranslation("extras");
  const Link = useLink();
  useTitle(t("addons"));
  const [filter, setFilter] = useUrlState("q");
  const query = useQuery(listAddons);
  const wanted = filter.q?.toLowerCase() ?? "";
  const columns: Column<Addon>[] = [
    { id: "name", header: t("title"), card: "title", cell: (addon) => addon.name },
    { id: "description", header: t("description_field"), className: "max-w-md", cell: (addon) => <span className="line-clamp-1 text-muted-foreground">{addon.description}</span> },
    { id: "most", header: t("max_quantity"), align: "end", cell: (addon) => addon.max_quantity ?? 1 },
    { id: "price", header: t("from"), align: "end", cell: (addon) => <FirstPrice prices={addon.pricing ?? []} /> },
    { id: "state", header: t("state"), align: "end", card: "corner", cell: (addon) => <StatusBadge state={addon.active === false ? "disabled" : "active"} /> },
  ];
  const add = (
    <Button asChild>
      <Link href="/addons/new">
        <Plus aria-hidden />
        {t("new_addon")}
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader title={t("addons")} description={t("addons_text")} actions={add} />
      <WholeList
        label={t("addons")}
        query={query}
        rows={(all) => all}
        fits={(addon) => !wanted || [addon.name, addon.description ?? ""].some((text) => text.toLowerCase().includes(wanted))}
        columns={columns}
        rowId={(addon) => addon.id}
        href={(addon) => `/addons/${addon.id}`}
        filters={<FilterInput label={t("search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-48 flex-1 sm:max-w-80" />}
        onShowAll={() => setFilter({ q: undefined })}
        empty={{ icon: PackagePlus, title: t("no_addons"), text: t("no_addons_text"), action: add }}
      />
    </>
  );
}
