import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Domain } from "../api/domains";

/** Whether answers for the name are signed; the keys belong to its zone. */
export function DnssecCard({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const Link = useLink();
  return (
    <Card title={t("dnssec.title")} action={<StatusBadge state={domain.dnssec ? "on" : "off"} />}>
      <p className="text-sm text-muted-foreground">{t(domain.dnssec ? "dnssec.on" : "dnssec.off")}</p>
      <Link href={`/domains/${domain.id}/dns?tab=dnssec`} className="mt-2 inline-flex min-h-6 items-center text-sm text-primary hover:underline">
        {t("dnssec.manage")}
      </Link>
    </Card>
  );
}
