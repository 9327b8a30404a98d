import { Card } from "@hostler/ui/card";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { TriangleAlert } from "lucide-react";

import type { PluginList } from "../../../plugins/plugins";

/** Folders that hold a plugin which cannot be used, and why. */
export function UnusablePlugins({ unusable }: { unusable: PluginList["unusable"] }) {
  const { t } = useTranslation("plugins");
  if (unusable.length === 0) return null;
  return (
    <Card title={t("unusable", { count: unusable.length })} className="mt-4 border-warning/40">
      <ul className="flex flex-col gap-2 text-sm">
        {unusable.map(({ folder, reason }) => (
          <li key={folder} className="flex items-start gap-2">
            <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
            <span className="min-w-0">
              <code className="font-mono text-xs break-all">{folder}</code>
              <span className="block break-words text-muted-foreground">{reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
