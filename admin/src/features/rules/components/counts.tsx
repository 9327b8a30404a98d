import { Badge } from "@hostler/ui/badge";
import { useTranslation } from "@hostler/web-kit/react/texts";

/** How many rows came to what: by action, or by outcome where nothing was done. */
export function Counts({ counts }: { counts: Record<string, unknown> | undefined }) {
  const { t } = useTranslation("rules");
  const told = Object.entries(counts ?? {}).filter(([, count]) => typeof count === "number" && count > 0);
  if (told.length === 0) return <span className="text-muted-foreground">{t("nothing")}</span>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {told.map(([what, count]) => (
        <Badge key={what}>
          <span className="tabular-nums">{String(count)}</span> {t(`count.${what}`, { defaultValue: what.replaceAll("_", " ") })}
        </Badge>
      ))}
    </span>
  );
}
