import { Button } from "@hostler/ui/button";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { ExternalLink } from "lucide-react";
import { useState } from "react";

import { signOn } from "../api/services";

/** Opens its panel signed in, by a link that holds for a moment. */
export function SignOnButton({ id }: { id: string }) {
  const { t } = useTranslation("services");
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    // Opened by the click itself, or the browser takes it for an advertisement.
    const tab = window.open("about:blank", "_blank");
    try {
      const { url } = await signOn(id);
      if (tab) {
        tab.opener = null;
        tab.location.replace(url);
      } else location.assign(url);
    } catch (error) {
      tab?.close();
      void toast("error", t("sign_on_failed"), { description: explain(error).detail });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={() => void open()}>
      {!busy && <ExternalLink aria-hidden />}
      {t("sign_on")}
    </Button>
  );
}
