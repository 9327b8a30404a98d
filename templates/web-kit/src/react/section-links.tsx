import { cn } from "@hostler/ui/lib/cn";
import { useLink } from "@hostler/ui/lib/link";
import { useRouterState } from "@tanstack/react-router";

export interface SectionLink {
  to: string;
  label: string;
}

/** Pages that belong together, as links in one line; the longest address that fits is where one is. */
export function SectionLinks({ label, links }: { label: string; links: SectionLink[] }) {
  const Link = useLink();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const here = links
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .sort((a, b) => b.to.length - a.to.length)
    .at(0);
  return (
    <nav aria-label={label} className="mb-4 flex gap-1 overflow-x-auto border-b">
      {links.map(({ to, label: text }) => (
        <Link
          key={to}
          href={to}
          aria-current={here?.to === to ? "page" : undefined}
          className={cn(
            "-mb-px inline-flex h-9 shrink-0 items-center border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground focus-visible:outline-offset-[-2px]",
            here?.to === to && "border-primary text-foreground",
          )}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
