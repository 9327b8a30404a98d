import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { useBrand } from "@hostler/web-kit/brand";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { Package, Plus } from "lucide-react";

import { listProducts, productTypes, type Product } from "../../../catalogue/products";
import { ProductGroups } from "../components/product-groups";
import { useProductColumns } from "../components/product-columns";

const states = ["active", "hidden", "disabled"] as const;
const stateOf = (product: Product) => (!product.active ? "disabled" : product.visible ? "active" : "hidden");

export default function ProductListPage() {
  const { t } = useTranslation("products");
  const Link = useLink();
  useTitle(t("title"));
  const { currency } = useBrand();
  const [filter, setFilter] = useUrlState("q", "type", "state");
  const query = useQuery(listProducts);
  const columns = useProductColumns(currency);
  const wanted = filter.q?.toLowerCase() ?? "";
  const fits = (product: Product) =>
    (!wanted || [product.name, product.slug, product.group ?? ""].some((text) => text.toLowerCase().includes(wanted))) &&
    (!filter.type || product.type === filter.type) &&
    (!filter.state || stateOf(product) === filter.state);
  const add = (
    <Button asChild>
      <Link href="/products/new">
        <Plus aria-hidden />
        {t("add")}
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={add} />
      <WholeList
        label={t("title")}
        query={query}
        rows={(all) => all}
        fits={fits}
        columns={columns}
        rowId={(product) => product.id}
        href={(product) => `/products/${product.id}`}
        filters={
          <>
            <FilterInput label={t("search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-48 flex-1 sm:max-w-80" />
            <StateFilter label={t("type")} value={filter.type} values={productTypes} word={(type) => t(`type_of.${type}`)} onChange={(type) => setFilter({ type })} />
            <StateFilter label={t("state")} value={filter.state} values={states} word={(state) => t(`state_of.${state}`)} onChange={(state) => setFilter({ state })} />
          </>
        }
        onShowAll={() => setFilter({ q: undefined, type: undefined, state: undefined })}
        empty={{ icon: Package, title: t("empty"), text: t("empty_text"), action: add }}
      />
      <ProductGroups />
    </>
  );
}
