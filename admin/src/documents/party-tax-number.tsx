import { Instant } from "@hostler/ui/date";
import { useTranslation } from "@hostler/web-kit/react/texts";

/** A VAT number on a document, and, where its tax was turned around by it, what its register had said by then. */
export function PartyTaxNumber({ number, check }: { number: string; check: unknown }) {
  const { t } = useTranslation("documents");
  const said = (check ?? {}) as Record<string, unknown>;
  const text = (key: string) => (typeof said[key] === "string" ? (said[key] as string) : "");
  return (
    <>
      <span className="block text-muted-foreground">
        {t("vat")} <span className="font-mono">{number}</span>
      </span>
      {text("standing") && (
        <span className="block text-xs text-muted-foreground">
          {text("standing") === "valid" && text("checked_at") ? (
            <>
              {t(text("by") === "staff" ? "vat_by_staff" : "vat_confirmed")} <Instant value={text("checked_at")} />
            </>
          ) : (
            t("vat_unconfirmed")
          )}
        </span>
      )}
      {["name", "reference", "evidence"].filter(text).map((key) => (
        <span key={key} className="block text-xs break-words text-muted-foreground">
          {t(`vat_${key}`)} {text(key)}
        </span>
      ))}
    </>
  );
}
