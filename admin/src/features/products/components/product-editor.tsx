import { useBrand } from "@hostler/web-kit/brand";
import { useAct, type IdempotencyHeader } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { UrlTabs, type UrlTab } from "@hostler/web-kit/react/url-tabs";
import { useState, type ReactNode } from "react";

import { draftOf, errorsOfCells, readDraft, type ProductDraft } from "../../../catalogue/product-draft";
import type { Product, ProductBody } from "../../../catalogue/products";
import { FailureSummary } from "../../../forms/failure-summary";
import { SaveBar } from "../../../forms/save-bar";
import { useDraft } from "../../../forms/use-draft";

import { BillingPart } from "./billing-part";
import { partOf } from "./editor-parts";
import { ExtrasPart } from "./extras-part";
import { PlanPart } from "./plan-part";
import { PlanPreview } from "./plan-preview";
import { PricesPart } from "./prices-part";
import { ProvisioningPart } from "./provisioning-part";

interface ProductEditorProps {
  initial: () => ProductDraft;
  save: (body: ProductBody, header: IdempotencyHeader) => Promise<Product>;
  onSaved?: (product: Product) => void;
  /** Takes what is stored now as what is changed. */
  onOvertake?: () => Promise<void>;
  saveLabel?: string;
  /** Further parts, which are saved by themselves. */
  more?: UrlTab[];
}

/** A product in parts; what was written in one stays while another is open, and all is saved together. */
export function ProductEditor({ initial, save, onSaved, onOvertake, saveLabel, more = [] }: ProductEditorProps) {
  const { t } = useTranslation(["products", "desk"]);
  const { currency } = useBrand();
  const { draft, change, dirty, discard, settle } = useDraft(initial);
  const [places, setPlaces] = useState<string[]>([]);
  const [wrong, setWrong] = useState<{ fields: Record<string, string>; cells: Record<string, string> }>({ fields: {}, cells: {} });
  const act = useAct<ProductBody, Product>({
    run: save,
    done: t("desk:saved"),
    invalidates: ["products", "product-groups", "setup"],
    onDone: (product) => {
      settle(draftOf(product, currency));
      onSaved?.(product);
    },
  });
  const submit = () => {
    const read = readDraft(draft);
    const fields = Object.fromEntries(read.broken.numbers.map((name) => [name, t("desk:whole_number")]));
    const cells = Object.fromEntries(read.broken.cells.map((place) => [place, t("bad_price")]));
    setWrong({ fields, cells });
    if (Object.keys(fields).length + Object.keys(cells).length > 0) return;
    setPlaces(read.places);
    void act.go(read.body);
  };
  const errors = { ...act.failure?.fields, ...wrong.fields };
  const cells = { ...errorsOfCells(act.failure?.fields ?? {}, places), ...wrong.cells };
  const faults = (part: string) =>
    Object.keys(errors).filter((field) => partOf(field) === part && !(part === "prices" && field.startsWith("pricing["))).length +
    (part === "prices" ? Object.keys(cells).length : 0);
  const props = { draft, change, errors };
  const beside = (part: ReactNode) => (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
      {part}
      <PlanPreview draft={draft} />
    </div>
  );
  const tab = (id: string, label: string, content: () => ReactNode): UrlTab => ({
    id,
    label: faults(id) > 0 ? <span className="text-destructive">{`${label} (${faults(id)})`}</span> : label,
    content,
  });
  return (
    <>
      <FailureSummary failure={act.failure} onOverwrite={onOvertake && (() => void onOvertake().then(submit))} hasControl={(field) => partOf(field) !== null} />
      <UrlTabs
        label={t("parts")}
        tabs={[
          tab("plan", t("part.plan"), () => beside(<PlanPart {...props} />)),
          tab("prices", t("part.prices"), () => beside(<PricesPart {...props} cells={cells} />)),
          tab("provisioning", t("part.provisioning"), () => <ProvisioningPart {...props} />),
          tab("extras", t("part.extras"), () => <ExtrasPart {...props} />),
          tab("billing", t("part.billing"), () => <BillingPart {...props} />),
          ...more,
        ]}
      />
      <SaveBar
        dirty={dirty}
        busy={act.busy}
        onSave={submit}
        onDiscard={() => {
          setWrong({ fields: {}, cells: {} });
          act.clear();
          discard();
        }}
        saveLabel={saveLabel}
      />
    </>
  );
}
