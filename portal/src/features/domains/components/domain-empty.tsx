import { Button } from "@hostler/ui/button";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Globe } from "lucide-react";

/** Nothing at all yet, or nothing that fits. */
export function DomainEmpty({ onShowAll }: { onShowAll?: () => void }) {
  const { t } = useTranslation("domains");
  const Link = useLink();
  if (onShowAll)
    return (
      <EmptyState
        icon={Globe}
        title={t("empty_filtered")}
        action={
          <Button variant="secondary" onClick={onShowAll}>
            {t("show_all")}
          </Button>
        }
      />
    );
  return (
    <EmptyState
      icon={Globe}
      title={t("empty")}
      action={
        <>
          <Button asChild>
            <Link href="/search">{t("find")}</Link>
          </Button>
          <Button asChild variant="secondary">
            <Link href="/domains/transfer">{t("move_in")}</Link>
          </Button>
        </>
      }
    >
      {t("empty_text")}
    </EmptyState>
  );
}
