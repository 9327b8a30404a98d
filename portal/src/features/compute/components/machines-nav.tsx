import { cn } from "@hostler/ui/lib/cn";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useRouterState } from "@tanstack/react-router";

import { kinds } from "./kinds";

/** From machines to what belongs to them and back. */
export function MachinesNav() {
  const { t } = useTranslation("compute");
  const Link = useLink();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const items = [
    { path: "/compute", label: t("machines") },
    ...kinds.filter((kind) => kind.path.startsWith("/compute/")).map((kind) => ({ path: kind.path, label: t(`kind.${kind.word}.title`) })),
  ];
  return (
    <nav aria-label={t("parts")} className="mb-4 flex gap-1 overflow-x-auto border-b">
      {items.map((item) => {
        const current = path === item.path;
        return (
          <Link
            key={item.path}
            href={item.path}
            aria-current={current ? "page" : undefined}
            className={cn(
              "-mb-px inline-flex h-9 items-center border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted-foreground hover:text-foreground",
              current && "border-primary text-foreground",
            )}
          >
            {item.label}
          </Link>
        );
      })}
    </nav>
  );
}
