import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { Plus, SlidersHorizontal } from "lucide-react";

import { listOptions, optionKinds, type Option } from "../../../catalogue/extras";
import { FirstPrice } from "../components/first-price";

export default function OptionListPage() {
  const { t } = useTranslation("extras");
  const Link = useLink();
  useTitle(t("options"));
  const [filter, setFilter] = useUrlState("q", "kind");
  const query = useQuery(listOptions);
  const wanted = filter.q?.toLowerCase() ?? "";
  const columns: Column<Option>[] = [
    { id: "title", header: t("title"), card: "title", cell: (option) => option.title },
    { id: "name", header: t("name"), cell: (option) => <span className="font-mono text-xs">{option.name}</span> },
    { id: "kind", header: t("kind"), cell: (option) => t(`kind_of.${option.kind}`) },
    { id: "choices", header: t("choices"), align: "end", cell: (option) => (option.kind === "choice" ? (option.choices ?? []).length : "–") },
    {
      id: "price",
      header: t("from"),
      align: "end",
      cell: (option) => <FirstPrice prices={option.kind === "choice" ? (option.choices ?? []).flatMap((choice) => choice.pricing ?? []) : (option.pricing ?? [])} />,
    },
  ];
  const add = (
    <Button asChild>
      <Link href="/options/new">
        <Plus aria-hidden />
        {t("new_option")}
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader title={t("options")} description={t("options_text")} actions={add} />
      <WholeList
        label={t("options")}
        query={query}
        rows={(all) => all}
        fits={(option) => (!wanted || [option.title, option.name].some((text) => text.toLowerCase().includes(wanted))) && (!filter.kind || option.kind === filter.kind)}
        columns={columns}
        rowId={(option) => option.id}
        href={(option) => `/options/${option.id}`}
        filters={
          <>
            <FilterInput label={t("search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-48 flex-1 sm:max-w-80" />
            <StateFilter label={t("kind")} value={filter.kind} values={optionKinds} word={(kind) => t(`kind_of.${kind}`)} onChange={(kind) => setFilter({ kind })} />
          </>
        }
        onShowAll={() => setFilter({ q: undefined, kind: undefined })}
        empty={{ icon: SlidersHorizontal, title: t("no_options"), text: t("no_options_text"), action: add }}
      />
    </>
  );
}
