import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

import { useWords } from "../lib/ui-text";

import { Button } from "./button";

/** Copies a text, or what a function fetches: a secret need not be shown to be copied. */
export function CopyButton({ value, label, className }: { value: string | (() => Promise<string>); label?: string; className?: string }) {
  const { text } = useWords();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 1500);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof value === "string" ? value : await value());
    setDone(true);
  };
  return (
    <>
      <Button variant="ghost" size="icon-sm" className={className} aria-label={label ?? text("copy")} onClick={() => void copy().catch(() => setDone(false))}>
        {done ? <Check className="text-success" aria-hidden /> : <Copy aria-hidden />}
      </Button>
      <span role="status" className="sr-only">
        {done ? text("copied") : ""}
      </span>
    </>
  );
}
