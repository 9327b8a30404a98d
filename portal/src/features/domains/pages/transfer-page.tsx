import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";

import { allDomains } from "../api/domains";
import { DomainBadge } from "../components/domain-badge";
import { TransferCheck } from "../components/transfer-check";
import { TransferName } from "../components/transfer-name";

const conditions = ["unlocked", "code", "age", "mail", "expiry"] as const;

/** Moving a domain here: the name, what stands in the way, its code; then the cart. */
export default function TransferPage() {
  const { t } = useTranslation("domains");
  const Link = useLink();
  useTitle(t("move_in"));
  const [{ domain }, change] = useUrlState("domain");
  const underWay = (useQuery(allDomains).data?.domains ?? []).filter(({ status }) => status === "transferring");
  return (
    <>
      <PageHeader trail={[{ label: t("title"), href: "/domains" }]} title={t("move_in")} description={t("transfer.text")} />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <Card>
          <div className="flex flex-col gap-5">
            <TransferName key={domain} domain={domain ?? ""} onChange={(next) => change({ domain: next }, true)} />
            {domain && <TransferCheck domain={domain} />}
          </div>
        </Card>
        <div className="flex flex-col gap-4">
          <Card title={t("transfer.before")}>
            <ul className="flex flex-col gap-2.5">
              {conditions.map((condition) => (
                <li key={condition} className="flex items-start gap-2 text-sm">
                  <CircleCheck className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
                  {t(`transfer.condition.${condition}`)}
                </li>
              ))}
            </ul>
          </Card>
          {underWay.length > 0 && (
            <Card title={t("transfer.under_way")} flush>
              <ul className="divide-y pb-1">
                {underWay.map((one) => (
                  <li key={one.id} className="flex min-h-11 items-center justify-between gap-3 px-4 text-sm">
                    <Link href={`/domains/${one.id}`} className="inline-flex min-h-6 items-center font-medium break-all hover:underline">
                      {one.unicode}
                    </Link>
                    <DomainBadge domain={one} />
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
