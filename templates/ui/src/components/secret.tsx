import { Eye, EyeOff } from "lucide-react";
import { useEffect, useState } from "react";

import { useWords } from "../lib/ui-text";

import { Button } from "./button";
import { CopyButton } from "./copy-button";

/** Masked until a deliberate click, which `reveal` may audit. Forgotten when it is hidden, after a minute, or on leaving. */
export function Secret({ reveal, label }: { reveal: () => Promise<string>; label: string }) {
  const { text } = useWords();
  const [shown, setShown] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), 60_000);
    return () => clearTimeout(timer);
  }, [shown]);
  const toggle = async () => {
    if (shown !== null) return setShown(null);
    setBusy(true);
    try {
      setShown(await reveal());
    } finally {
      setBusy(false);
    }
  };
  return (
    <span data-slot="secret" className="inline-flex items-center gap-1">
      <code className="font-mono text-sm break-all">{shown ?? "••••••••••••"}</code>
      <Button
        variant="ghost"
        size="icon-sm"
        busy={busy}
        aria-label={`${shown === null ? text("reveal") : text("hide")}: ${label}`}
        onClick={() => void toggle().catch(() => setShown(null))}
      >
        {!busy && (shown === null ? <Eye aria-hidden /> : <EyeOff aria-hidden />)}
      </Button>
      <CopyButton value={reveal} label={`${text("copy")}: ${label}`} />
    </span>
  );
}
