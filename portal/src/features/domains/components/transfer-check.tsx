import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { Notice } from "@hostler/ui/notice";
import { Failure } from "@hostler/ui/query-boundary";
import { Skeleton } from "@hostler/ui/skeleton";
import { ApiError } from "@hostler/web-kit/problem";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { checkTransfer } from "../api/check-transfer";

import { TransferForm } from "./transfer-form";

/** What the registry says of the name, before anything is paid. */
export function TransferCheck({ domain }: { domain: string }) {
  const { t } = useTranslation("domains");
  const explain = useExplain();
  const Link = useLink();
  const query = useQuery(checkTransfer(domain));
  const refused = query.error instanceof ApiError ? query.error : null;
  if (refused?.code === "tld_not_sold")
    return (
      <Notice tone="warning" title={t("transfer.not_sold")}>
        {t("transfer.not_sold_text")}
      </Notice>
    );
  if (refused?.status === 422) return <Notice tone="warning" title={t("transfer.malformed")} />;
  if (refused) return <Failure {...explain(refused)} onRetry={() => void query.refetch()} busy={query.isFetching} />;
  return (
    <Ask query={query} skeleton={<Skeleton className="h-28" />}>
      {(name) => {
        if (name.status === "available" || name.status === "premium")
          return (
            <Notice
              tone="info"
              title={t("transfer.free", { name: name.unicode })}
              action={
                <Button asChild>
                  <Link href={`/search?q=${encodeURIComponent(name.unicode)}`}>{t("transfer.register_it")}</Link>
                </Button>
              }
            >
              {t("transfer.free_text")}
            </Notice>
          );
        const offered = name.status !== "not_offered";
        if (name.status !== "taken")
          return (
            <Notice
              tone="warning"
              title={t(offered ? "transfer.no_answer" : "transfer.not_sold")}
              action={
                <Button variant="secondary" busy={query.isFetching} onClick={() => void query.refetch()}>
                  {t("transfer.check")}
                </Button>
              }
            />
          );
        if (!name.transfer) return <Notice tone="warning" title={t("transfer.no_price")} />;
        return (
          <div className="flex flex-col gap-4">
            <Notice tone="success" title={t("transfer.registered", { name: name.unicode })}>
              {t("transfer.costs", { count: name.years })} <Money value={name.transfer} className="font-medium text-foreground" />. {t("transfer.adds")}
              {name.requirements?.map((sentence) => (
                <span key={sentence} className="block">
                  {sentence}
                </span>
              ))}
            </Notice>
            <TransferForm key={name.domain} domain={name.domain} />
          </div>
        );
      }}
    </Ask>
  );
}
