import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { parseMoney } from "@hostler/ui/lib/money";
import { Select } from "@hostler/ui/select";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { UnknownAccount } from "../../../hosts/drift";
import type { Server } from "../../../hosts/servers";
import { ClientPicker } from "../../../people/client-picker";
import type { Client } from "../../../people/clients";
import { usePluginName } from "../../../plugins/plugin-name";
import { madeBy, productsById, type Cycle } from "../../../terms/products";
import { importAccount } from "../api/servers";

/** Takes an account that exists there into our books: whose it is, as what, and until when it is paid. */
export function ImportSheet({ server, account, onClose }: { server: Server; account: UnknownAccount; onClose: () => void }) {
  const { t } = useTranslation(["servers", "terms"]);
  const pluginName = usePluginName();
  const [person, setPerson] = useState<Client | null>(null);
  const client = person?.id ?? "";
  const [product, setProduct] = useState("");
  const [cycle, setCycle] = useState("");
  const [due, setDue] = useState("");
  const [price, setPrice] = useState("");
  const [wrongPrice, setWrongPrice] = useState(false);
  const { data: products } = useQuery(productsById);
  const fitting = [...(products?.values() ?? [])].filter((one) => madeBy(one).plugin === server.plugin);
  const cyclesOf = [...new Set((products?.get(product)?.pricing ?? []).map((one) => one.cycle))];
  const act = useAct({
    run: (_: void, header) => {
      const money = price.trim() && person ? parseMoney(price, person.currency) : null;
      return importAccount(
        server.id,
        { account: account.account, client_id: client, product_id: product, cycle: cycle as Cycle, next_due_date: due, ...(money ? { price: money } : {}) },
        header,
      );
    },
    done: t("imported"),
    invalidates: ["servers", "services", "clients"],
    onDone: onClose,
  });
  const errors = act.failure?.fields ?? {};
  const submit = () => {
    const wrong = price.trim() !== "" && !(person && parseMoney(price, person.currency));
    setWrongPrice(wrong);
    if (!wrong) void act.go();
  };
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={t("import_one", { account: account.username || account.account })} description={t("import_text")}>
        <form
          noValidate
          className="flex flex-col gap-4 pb-4"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <FormFailure failure={act.failure && Object.keys(errors).length === 0 ? act.failure : null} />
          <Field label={t("client")} error={errors.client_id}>
            <ClientPicker client={person} onChange={setPerson} required />
          </Field>
          <Field label={t("product")} error={errors.product_id} help={fitting.length === 0 ? t("no_product", { plugin: pluginName(server.plugin) }) : undefined}>
            <Select
              value={product}
              placeholder={t("choose")}
              onValueChange={(next) => {
                setProduct(next);
                setCycle("");
              }}
              options={fitting.map((one) => ({ value: one.id, label: one.name }))}
            />
          </Field>
          <Field label={t("cycle")} error={errors.cycle}>
            <Select value={cycle} placeholder={t("choose")} onValueChange={setCycle} options={cyclesOf.map((value) => ({ value, label: t(`terms:cycle.${value}`) }))} />
          </Field>
          <Field label={t("next_due")} error={errors.next_due_date} help={t("next_due_help")}>
            <Input type="date" value={due} onChange={(event) => setDue(event.target.value)} />
          </Field>
          <Field
            label={person ? t("price_in", { currency: person.currency }) : t("price")}
            optional
            error={wrongPrice ? t("price_wrong") : (errors.price ?? errors["price.amount"])}
            help={t("price_help")}
          >
            <Input inputMode="decimal" value={price} onChange={(event) => setPrice(event.target.value)} />
          </Field>
          <Button type="submit" busy={act.busy} disabled={!client || !product || !cycle || !due}>
            {t("import")}
          </Button>
        </form>
      </SheetContent>
    </Sheet>
  );
}
