import { cn } from "@hostler/ui/lib/cn";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { parts, type Draft } from "../api/templates";

import { lineDiff } from "./line-diff";

/** What differs from the shipped words, part by part. */
export function DiffView({ shipped, draft }: { shipped: Draft; draft: Draft }) {
  const { t } = useTranslation("templates");
  // A shipped subject's file ends with a line break, which is no part of it.
  const whole = (of: Draft, part: (typeof parts)[number]) => (part === "subject" ? (of.subject ?? "").trimEnd() : (of[part] ?? ""));
  const changed = parts.filter((part) => whole(shipped, part) !== whole(draft, part));
  if (changed.length === 0) return <p className="text-sm text-muted-foreground">{t("as_shipped")}</p>;
  return (
    <div className="flex flex-col gap-4">
      {changed.map((part) => (
        <section key={part}>
          <h3 className="mb-1 text-sm font-medium">{t(`part.${part}`)}</h3>
          {/* A region that scrolls must be reachable with the keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre role="region" aria-label={t(`part.${part}`)} tabIndex={0} className="max-h-[32rem] overflow-auto rounded-md border font-mono text-xs whitespace-pre-wrap">
            {lineDiff(whole(shipped, part), whole(draft, part)).map((line, index) => (
              <span
                key={index}
                className={cn(
                  "block px-2",
                  line.kind === "added" && "bg-success/15",
                  line.kind === "removed" && "bg-destructive/15",
                  line.kind === "same" && "text-muted-foreground",
                )}
              >
                <span aria-hidden>{line.kind === "added" ? "+ " : line.kind === "removed" ? "− " : "  "}</span>
                {line.kind !== "same" && <span className="sr-only">{line.kind === "added" ? t("added") : t("removed")} </span>}
                {line.text}
              </span>
            ))}
          </pre>
        </section>
      ))}
    </div>
  );
}
