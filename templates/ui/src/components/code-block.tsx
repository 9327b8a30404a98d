import { cn } from "../lib/cn";

import { CopyButton } from "./copy-button";

/** A text as it is, such as JSON or a command: scrolled with the keyboard, copied with one click. */
export function CodeBlock({ text, label, className }: { text: string; label: string; className?: string }) {
  return (
    <div data-slot="code-block" className={cn("relative min-w-0 rounded-md border bg-muted/50", className)}>
      {/* A region that scrolls must be reachable with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre role="region" aria-label={label} tabIndex={0} className="max-h-96 overflow-auto p-3 pe-11 font-mono text-xs leading-relaxed whitespace-pre-wrap break-words">
        {text}
      </pre>
      <CopyButton value={text} label={label} className="absolute end-1.5 top-1.5 bg-card" />
    </div>
  );
}

/** JSON with its members on lines of their own. */
export function prettyJson(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
}
