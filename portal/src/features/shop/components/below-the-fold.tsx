import { useTranslation } from "@hostler/web-kit/react/texts";
import { ReceiptIndianRupee, ServerCog, ShieldCheck } from "lucide-react";

import { PlanSection } from "./plan-section";
import { Questions } from "./questions";

const trust = [
  ["live", ServerCog],
  ["clear", ReceiptIndianRupee],
  ["safe", ShieldCheck],
] as const;

/** The shop's first page below its first screen: plans, why to trust, what people ask. */
export default function BelowTheFold() {
  const { t } = useTranslation("shop");
  return (
    <>
      <section aria-labelledby="plans" className="mx-auto mt-14 max-w-6xl px-4 sm:px-6">
        <h2 id="plans" className="mb-5 text-center text-2xl font-semibold tracking-tight">
          {t("plans_title")}
        </h2>
        <PlanSection type="hosting" />
      </section>
      <section aria-label={t("trust.title")} className="mx-auto mt-16 grid max-w-6xl gap-8 px-4 sm:grid-cols-3 sm:px-6">
        {trust.map(([point, Icon]) => (
          <div key={point}>
            <Icon className="size-5 text-primary" aria-hidden />
            <h2 className="mt-3 text-base font-semibold">{t(`trust.${point}_title`)}</h2>
            <p className="mt-1 text-sm text-muted-foreground">{t(`trust.${point}_text`)}</p>
          </div>
        ))}
      </section>
      <Questions />
    </>
  );
}
