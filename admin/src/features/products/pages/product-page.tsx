import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useBrand } from "@hostler/web-kit/brand";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Copy, Trash2 } from "lucide-react";
import { useRef } from "react";

import { draftOf } from "../../../catalogue/product-draft";
import { getProduct, removeProduct, replaceProduct, type Product } from "../../../catalogue/products";
import { AnnounceCard } from "../components/announce-card";
import { IncludedCard } from "../components/included-card";
import { MetersCard } from "../components/meters-card";
import { ProductEditor } from "../components/product-editor";

export default function ProductPage() {
  const { t } = useTranslation("products");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getProduct(id));
  useTitle(query.data?.value.name ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {({ value, tag }) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/products" }]}
            title={value.name}
            badge={!value.active ? <StatusBadge state="disabled" /> : value.visible ? <StatusBadge state="active" /> : <Badge tone="warning">{t("hidden")}</Badge>}
            actions={<Acts product={value} />}
          />
          {value.problems?.map((problem) => (
            <Notice key={problem.code} tone={problem.stops_sale ? "danger" : "warning"} className="mb-4">
              {t(problem.stops_sale ? "problem.stops" : "problem.waits", { reason: problem.message })}
            </Notice>
          ))}
          <Stored key={id} product={value} tag={tag} />
        </>
      )}
    </Ask>
  );
}

/** The editor over what was read first: what another changes meanwhile is refused on saving, not overwritten. */
function Stored({ product, tag }: { product: Product; tag?: string }) {
  const { t } = useTranslation("products");
  const { currency } = useBrand();
  const queries = useQueryClient();
  const version = useRef(tag);
  return (
    <ProductEditor
      initial={() => draftOf(product, currency)}
      save={(body) => replaceProduct(product.id, body, version.current)}
      onSaved={() => {
        version.current = queries.getQueryData(getProduct(product.id).queryKey)?.tag;
      }}
      onOvertake={async () => {
        version.current = (await queries.fetchQuery({ ...getProduct(product.id), staleTime: 0 })).tag;
      }}
      more={[
        ...(product.type === "vps" || product.type === "dedicated" ? [{ id: "included", label: t("part.included"), content: () => <IncludedCard id={product.id} /> }] : []),
        { id: "announce", label: t("part.announce"), content: () => <AnnounceCard product={product} /> },
        { id: "meters", label: t("part.meters"), content: () => <MetersCard product={product} /> },
      ]}
    />
  );
}

function Acts({ product }: { product: Product }) {
  const { t } = useTranslation(["products", "desk"]);
  const Link = useLink();
  const navigate = useNavigate();
  return (
    <>
      <Button asChild variant="secondary">
        <Link href={`/products/new?from=${product.id}`}>
          <Copy aria-hidden />
          {t("copy")}
        </Link>
      </Button>
      <ActButton
        label={t("remove")}
        icon={Trash2}
        danger
        title={t("remove_title", { name: product.name })}
        consequence={t("remove_text")}
        run={() => removeProduct(product.id)}
        done={t("desk:removed")}
        invalidates={["products", "setup"]}
        onDone={() => void navigate({ to: "/products", ignoreBlocker: true })}
      />
    </>
  );
}
