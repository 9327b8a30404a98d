import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { useBrand } from "@hostler/web-kit/brand";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { draftOf, emptyDraft, type ProductDraft } from "../../../catalogue/product-draft";
import { addProduct, getProduct, type Product } from "../../../catalogue/products";
import { ProductEditor } from "../components/product-editor";

export default function NewProductPage() {
  const { t } = useTranslation("products");
  useTitle(t("new"));
  const { currency } = useBrand();
  // Another product to begin from.
  const [{ from }] = useUrlState("from");
  const query = useQuery({ ...getProduct(from ?? ""), enabled: Boolean(from) });
  const copyOf = (product: Product): ProductDraft => ({ ...draftOf(product, currency), name: t("copy_of", { name: product.name }), slug: "" });
  return (
    <>
      <PageHeader trail={[{ label: t("title"), href: "/products" }]} title={t("new")} description={t("new_text")} />
      {from ? (
        <Ask query={query} skeleton={<Skeleton className="h-96" />}>
          {({ value }) => <Begun key={from} initial={() => copyOf(value)} />}
        </Ask>
      ) : (
        <Begun initial={() => emptyDraft(currency)} />
      )}
    </>
  );
}

function Begun({ initial }: { initial: () => ProductDraft }) {
  const { t } = useTranslation("products");
  const navigate = useNavigate();
  return (
    <ProductEditor
      initial={initial}
      save={addProduct}
      saveLabel={t("make")}
      onSaved={(product) => void navigate({ to: `/products/${product.id}`, replace: true, ignoreBlocker: true })}
    />
  );
}
