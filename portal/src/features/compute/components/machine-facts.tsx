import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { formatBytes } from "@hostler/ui/lib/bytes";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { ReactNode } from "react";

import { factsOf, productOf, type Instance } from "../api/instances";

export function MachineFacts({ instance }: { instance: Instance }) {
  const { t } = useTranslation("compute");
  const { locale } = useWords();
  const Link = useLink();
  const facts = factsOf(instance);
  const mono = (text: string) => <span className="font-mono text-[0.96em] break-all">{text}</span>;
  return (
    <Card
      title={t("facts")}
      action={
        <Link href={`/services/${instance.id}`} className="inline-flex min-h-6 items-center text-sm text-primary hover:underline">
          {t("billing")}
        </Link>
      }
    >
      <DescriptionList
        columns={2}
        facts={[
          [t("plan"), productOf(instance)],
          [t("service_state"), <StatusBadge key="status" state={instance.status} />],
          ...(facts.addresses ?? []).map((address): [string, ReactNode] => [
            `${t(address.public ? "public_ip" : "private_ip")} (IPv${address.family})`,
            <span key={address.ip} className="inline-flex items-center gap-1">
              {mono(address.ip)}
              <CopyButton value={address.ip} label={`${t("copy_ip")}: ${address.ip}`} />
            </span>,
          ]),
          facts.vcpus ? [t("vcpus"), String(facts.vcpus)] : null,
          facts.memory_bytes ? [t("memory"), formatBytes(facts.memory_bytes, locale, 1024)] : null,
          facts.disk_bytes ? [t("disk"), formatBytes(facts.disk_bytes, locale, 1024)] : null,
          facts.image ? [t("image"), facts.image_name ?? mono(facts.image)] : null,
          facts.region ? [t("region"), facts.region_name ?? mono(facts.region)] : null,
          facts.size ? [t("size"), facts.size_name ?? mono(facts.size)] : null,
          [t("created"), <Instant key="created" value={instance.created_at} />],
          instance.checked_at ? [t("seen"), <Instant key="seen" value={instance.checked_at} relative />] : null,
        ]}
      />
    </Card>
  );
}
