import { useTranslation } from "@hostler/web-kit/react/texts";
import { ChevronDown } from "lucide-react";

const asked = ["start", "pay", "change", "leave", "refund"] as const;

/** What people ask before they buy. */
export function Questions() {
  const { t } = useTranslation("shop");
  return (
    <section aria-labelledby="questions" className="mx-auto mt-16 max-w-3xl px-4 sm:px-6">
      <h2 id="questions" className="mb-4 text-2xl font-semibold tracking-tight">
        {t("faq.title")}
      </h2>
      <div className="divide-y rounded-xl border bg-card">
        {asked.map((question) => (
          <details key={question} className="group px-5">
            <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between gap-4 text-base font-medium [&::-webkit-details-marker]:hidden">
              {t(`faq.${question}_q`)}
              <ChevronDown className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-180" aria-hidden />
            </summary>
            <p className="pb-4 text-base text-muted-foreground">{t(`faq.${question}_a`)}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
