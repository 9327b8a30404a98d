import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "../lib/cn";
import type { Tone } from "../lib/status";

const looks: Record<Tone, [string, LucideIcon]> = {
  neutral: ["bg-muted [&>svg]:text-muted-foreground", Info],
  info: ["border-info/30 bg-info/10 [&>svg]:text-info", Info],
  success: ["border-success/30 bg-success/10 [&>svg]:text-success", CircleCheck],
  warning: ["border-warning/30 bg-warning/10 [&>svg]:text-warning", TriangleAlert],
  danger: ["border-destructive/30 bg-destructive/10 [&>svg]:text-destructive", CircleAlert],
};

interface NoticeProps {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** What is the case with the thing on this page, and what to do about it. */
export function Notice({ tone, title, children, action, className }: NoticeProps) {
  const [look, Icon] = looks[tone];
  return (
    <div
      data-slot="notice"
      role="status"
      className={cn("flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg border p-3.5 [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0", look, className)}
    >
      <Icon aria-hidden />
      <div className="min-w-48 flex-1">
        <p className="text-sm font-medium">{title}</p>
        {children && <div className="text-sm text-muted-foreground">{children}</div>}
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
