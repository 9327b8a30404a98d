import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useState } from "react";

/** A download: busy meanwhile, and what went wrong is said. */
export function useDownload(run: () => Promise<void>) {
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    try {
      await run();
    } catch (error) {
      const words = explain(error);
      void toast("error", words.title, { description: words.detail });
    } finally {
      setBusy(false);
    }
  };
  return { go, busy };
}
