import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

import { useLink } from "../lib/link";
import { useWords } from "../lib/ui-text";

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Where this page hangs: from the top down, without itself. */
  trail?: { label: string; href: string }[];
  actions?: ReactNode;
  badge?: ReactNode;
}

export function PageHeader({ title, description, trail, actions, badge }: PageHeaderProps) {
  const Link = useLink();
  const { text } = useWords();
  return (
    <header data-slot="page-header" className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {trail && (
          <nav aria-label={text("back")} className="mb-1 flex items-center gap-1 text-xs text-muted-foreground">
            {trail.map((step, place) => (
              <span key={step.href} className="flex min-w-0 items-center gap-1">
                {place === 0 ? (
                  <ChevronLeft className="-ms-1 size-3.5 shrink-0 rtl:rotate-180" aria-hidden />
                ) : (
                  <ChevronRight className="size-3 shrink-0 rtl:rotate-180" aria-hidden />
                )}
                <Link href={step.href} className="inline-flex min-h-6 min-w-0 items-center break-words hover:text-foreground hover:underline">
                  {step.label}
                </Link>
              </span>
            ))}
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight break-words">{title}</h1>
          {badge}
        </div>
        {description && <p className="mt-0.5 text-sm text-muted-foreground">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
