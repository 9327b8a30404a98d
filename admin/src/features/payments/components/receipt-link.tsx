import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";

/** To the receipt voucher that was given for it, where the seller gives such. */
export function ReceiptLink({ transaction }: { transaction: string }) {
  const { t } = useTranslation("payments");
  const Link = useLink();
  return (
    <Link href={`/receipts?transaction=${transaction}`} className="inline-flex min-h-6 items-center hover:underline">
      {t("receipt")}
    </Link>
  );
}
