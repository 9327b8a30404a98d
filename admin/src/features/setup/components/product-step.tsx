import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useLink } from "@hostler/ui/lib/link";
import { parseMoney } from "@hostler/ui/lib/money";
import { withDefaults, type FormValue } from "@hostler/ui/lib/schema";
import { MoneyInput } from "@hostler/ui/money-input";
import { SchemaFields } from "@hostler/ui/schema-fields";
import { Select } from "@hostler/ui/select";
import { useBrand } from "@hostler/web-kit/brand";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { cellOf } from "../../../catalogue/price-table";
import { emptyDraft, readDraft } from "../../../catalogue/product-draft";
import { addProduct, listProducts, type Product, type ProductBody, type ProductType } from "../../../catalogue/products";
import { kindOf, type Plugin } from "../../../plugins/plugins";

/** What most is sold as what each plugin makes. */
const typeOf = (plugin: Plugin | undefined): ProductType => (plugin && plugin.capabilities.some((one) => one.startsWith("machine.")) ? "vps" : "hosting");

/** The first product: a name, a price and what it is made of. Everything else can come later. */
export function ProductStep({ plugins }: { plugins: Plugin[] }) {
  const { t } = useTranslation("setup");
  const products = useQuery(listProducts).data ?? [];
  const Link = useLink();
  const makers = plugins.filter((plugin) => kindOf(plugin) === "provisioner" && plugin.enabled);
  return (
    <div className="flex flex-col gap-5">
      {products.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm">
          {products.slice(0, 8).map((product) => (
            <li key={product.id}>
              <Link href={`/products/${product.id}`} className="font-medium hover:underline">
                {product.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {makers.length === 0 && <p className="text-sm text-warning">{t("server_first")}</p>}
      <NewProduct makers={makers} />
      <Link href="/products/new" className="text-sm text-primary hover:underline">
        {t("whole_form")}
      </Link>
    </div>
  );
}

function NewProduct({ makers }: { makers: Plugin[] }) {
  const { t } = useTranslation("setup");
  const { currency } = useBrand();
  const [name, setName] = useState("");
  const [price, setPrice] = useState("");
  const [maker, setMaker] = useState(makers[0]?.name ?? "");
  const plugin = makers.find((one) => one.name === maker) ?? makers[0];
  const [settings, setSettings] = useState<FormValue>(() => (plugin ? withDefaults(plugin.product_settings_schema) : {}));
  const [broken, setBroken] = useState("");
  const add = useAct<ProductBody, Product>({
    run: addProduct,
    done: t("product_added"),
    invalidates: ["products", "setup"],
    onDone: () => {
      setName("");
      setPrice("");
    },
  });
  const fields = add.failure?.fields ?? {};
  const submit = () => {
    const fits = parseMoney(price, currency) !== null;
    setBroken(fits ? "" : t("bad_price"));
    if (!fits) return;
    const draft = { ...emptyDraft(currency), name, type: typeOf(plugin), plugin: plugin?.name ?? "", settings, cells: { [cellOf(currency, "monthly")]: { price, setup: "" } } };
    void add.go(readDraft(draft).body);
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("product_name")} error={fields.name ?? fields.slug}>
          <Input value={name} maxLength={120} placeholder={t("product_example")} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t("monthly_price")} error={broken || fields["pricing[0].price"]}>
          <MoneyInput currency={currency} value={price} onValueChange={setPrice} />
        </Field>
      </div>
      {plugin && (
        <>
          <Field label={t("made_by")} error={fields["provisioning.plugin"]}>
            <Select
              value={plugin.name}
              className="max-w-sm"
              onValueChange={(next) => {
                const other = makers.find((one) => one.name === next);
                setMaker(next);
                setSettings(other ? withDefaults(other.product_settings_schema) : {});
              }}
              options={makers.map((one) => ({ value: one.name, label: one.title }))}
            />
          </Field>
          <SchemaFields key={plugin.name} under="provisioning.settings" schema={plugin.product_settings_schema} value={settings} onChange={setSettings} errors={fields} />
        </>
      )}
      {add.failure && Object.keys(fields).length === 0 && <FormFailure failure={add.failure} />}
      <Button type="submit" className="self-start" busy={add.busy}>
        {t("add_product")}
      </Button>
    </form>
  );
}
