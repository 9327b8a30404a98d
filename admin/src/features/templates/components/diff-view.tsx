import { useTranslation } from "@hostler/web-kit/react/texts";

import { LineDiffView } from "../../../code/line-diff-view";
import { parts, type Draft } from "../api/templates";

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
          <LineDiffView label={t(`part.${part}`)} before={whole(shipped, part)} after={whole(draft, part)} />
        </section>
      ))}
    </div>
  );
}
