import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { Notice } from "@hostler/ui/notice";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Megaphone, Undo2 } from "lucide-react";
import { useState } from "react";

import type { Product } from "../../../catalogue/products";
import { Price } from "../../../terms/price";
import { announcePrices, callOffPrices } from "../api/announced-prices";

/** Brings those who have it to the list's prices, told beforehand, and takes that back. */
export function AnnounceCard({ product }: { product: Product }) {
  const { t } = useTranslation("products");
  const Link = useLink();
  const [job, setJob] = useState<string | null>(null);
  const renewing = (product.pricing ?? []).filter(({ cycle }) => cycle !== "one_time");
  const { name } = product;
  return (
    <Card
      title={t("announce.title")}
      action={
        <ActButton
          label={t("announce.call_off")}
          icon={Undo2}
          size="sm"
          variant="ghost"
          danger
          title={t("announce.call_off_title", { name })}
          consequence={t("announce.call_off_text")}
          run={() => callOffPrices(product.id)}
          done={t("announce.called_off")}
          invalidates={["services"]}
          onDone={() => setJob(null)}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <p className="max-w-prose text-sm text-muted-foreground">{t("announce.text")}</p>
        {job && (
          <Notice
            tone="success"
            title={t("announce.begun")}
            action={
              <Link href={`/jobs/${job}`} className="text-sm text-primary hover:underline">
                {t("announce.job")}
              </Link>
            }
          >
            {t("announce.begun_text")}
          </Notice>
        )}
        {renewing.length === 0 ? (
          <p className="text-sm">{t("announce.list_none")}</p>
        ) : (
          <>
            <div>
              <h3 className="mb-1 text-sm font-medium">{t("announce.list")}</h3>
              <ul className="divide-y text-sm" aria-label={t("announce.list")}>
                {renewing.map(({ currency, cycle, price }) => (
                  <li key={`${currency} ${cycle}`} className="py-1">
                    <Price value={price} cycle={cycle} />
                  </li>
                ))}
              </ul>
            </div>
            <div>
              <ActButton
                label={t("announce.begin")}
                confirm={t("announce.confirm")}
                icon={Megaphone}
                title={t("announce.begin_title", { name })}
                consequence={t("announce.begin_text")}
                fields={[{ name: "effective_on", label: t("announce.effective_on"), kind: "date", required: true, help: t("announce.effective_on_help") }]}
                run={({ effective_on = "" }, header) => announcePrices(product.id, effective_on, header)}
                invalidates={["services"]}
                onDone={(begun) => setJob(begun.job)}
              />
            </div>
          </>
        )}
      </div>
    </Card>
  );
}
