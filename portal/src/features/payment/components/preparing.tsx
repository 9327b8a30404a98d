import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useEffect, useState } from "react";

const patienceMs = 10_000;

/** While the gateway is asked; after a while it is said that it is slow, and that nobody pays twice. */
export function Preparing({ onSlow }: { onSlow: () => void }) {
  const { t } = useTranslation("payment");
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSlow(true);
      onSlow();
    }, patienceMs);
    return () => clearTimeout(timer);
    // Only the first wait is counted.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return slow ? (
    <Notice tone="warning" title={t("slow")}>
      {t("slow_text")}
    </Notice>
  ) : (
    <Notice tone="working" title={t("preparing")} />
  );
}
