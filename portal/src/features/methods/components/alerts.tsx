import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";

const told = ["invoice", "due", "charged", "failed"] as const;

/** What is told by e-mail by itself, and where the client sets a limit. */
export function Alerts() {
  const { t } = useTranslation("methods");
  const Link = useLink();
  return (
    <Card title={t("alerts.title")}>
      <p className="text-sm text-muted-foreground">{t("alerts.text")}</p>
      <ul className="mt-2 list-disc ps-5 text-sm">
        {told.map((one) => (
          <li key={one} className="py-0.5">
            {t(`alerts.${one}`)}
          </li>
        ))}
      </ul>
      <Button asChild variant="secondary" size="sm" className="mt-3">
        <Link href="/usage">{t("alerts.to_budget")}</Link>
      </Button>
    </Card>
  );
}
