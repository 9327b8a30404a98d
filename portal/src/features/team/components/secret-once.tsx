import { Button } from "@hostler/ui/button";
import { CopyButton } from "@hostler/ui/copy-button";
import { useTranslation } from "@hostler/web-kit/react/texts";

/** A secret that is shown this once. */
export function SecretOnce({ secret, onKept }: { secret: string; onKept: () => void }) {
  const { t } = useTranslation("team");
  return (
    <div role="status" className="mb-4 rounded-md border border-success/30 bg-success/10 p-3 text-sm">
      <p className="font-medium">{t("hook.once")}</p>
      <p className="mt-1 flex items-center gap-1">
        <code className="font-mono break-all">{secret}</code>
        <CopyButton value={secret} label={t("hook.copy_secret")} />
      </p>
      <Button variant="secondary" size="sm" className="mt-2" onClick={onKept}>
        {t("hook.kept")}
      </Button>
    </div>
  );
}
