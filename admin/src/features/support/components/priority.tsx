import { Badge } from "@hostler/ui/badge";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Ticket } from "../api/tickets";

const tones = { urgent: "danger", high: "warning", normal: "neutral", low: "neutral" } as const;

export function Priority({ of }: { of: Ticket["priority"] }) {
  const { t } = useTranslation("support");
  return <Badge tone={tones[of]}>{t(`priority.${of}`)}</Badge>;
}
