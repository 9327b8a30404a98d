import { CopyButton } from "@hostler/ui/copy-button";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Detail } from "../api/next-action";

/** What the payer types into a bank's or a wallet's form: each to be copied by itself. */
export function DetailRows({ details }: { details: Detail[] }) {
  const { t } = useTranslation(["payment", "common"]);
  return (
    <dl className="divide-y rounded-md border">
      {details.map(({ name, label, value }) => {
        const title = t(`detail.${name}`, { defaultValue: label });
        return (
          <div key={name} className="px-3 py-1.5">
            <dt className="text-xs text-muted-foreground">{title}</dt>
            <dd className="flex min-h-8 items-center justify-between gap-3 font-mono text-sm">
              <span className="min-w-0 [overflow-wrap:anywhere]">{value}</span>
              <CopyButton value={value} label={`${t("common:ui.copy")}: ${title}`} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
