import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Zone } from "../api/zones";

import { RemoveZone } from "./remove-zone";

export function ZoneHeader({ zone, trail }: { zone: Zone; trail: { label: string; href: string }[] }) {
  const { t } = useTranslation("dns");
  const version = zone.serial > 0 ? t("version", { serial: zone.serial }) : undefined;
  return (
    <PageHeader
      trail={trail}
      title={zone.unicode}
      description={[zone.unicode === zone.name ? "" : zone.name, version].filter(Boolean).join(" · ") || undefined}
      badge={<StatusBadge state={zone.state} />}
      actions={<RemoveZone zone={zone} />}
    />
  );
}
