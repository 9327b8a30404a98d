import { cn } from "@hostler/ui/lib/cn";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { lineDiff } from "./line-diff";

/** Two texts, line by line: what was taken out and what came in. */
export function LineDiffView({ label, before, after }: { label: string; before: string; after: string }) {
  const { t } = useTranslation("desk");
  return (
    // A region that scrolls must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre role="region" aria-label={label} tabIndex={0} className="max-h-[32rem] overflow-auto rounded-md border font-mono text-xs whitespace-pre-wrap">
      {lineDiff(before, after).map((line, index) => (
        <span
          key={index}
          className={cn("block px-2", line.kind === "added" && "bg-success/15", line.kind === "removed" && "bg-destructive/15", line.kind === "same" && "text-muted-foreground")}
        >
          <span aria-hidden>{line.kind === "added" ? "+ " : line.kind === "removed" ? "− " : "  "}</span>
          {line.kind !== "same" && <span className="sr-only">{line.kind === "added" ? t("line_added") : t("line_removed")} </span>}
          {line.text}
        </span>
      ))}
    </pre>
  );
}
