import { CircleAlert, CircleCheck, Info, LoaderCircle, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "../lib/cn";

const looks = {
  info: { box: "border-info/30 bg-info/10", icon: "text-info", Icon: Info },
  working: { box: "border-info/30 bg-info/10", icon: "text-info motion-safe:animate-spin", Icon: LoaderCircle },
  success: { box: "border-success/30 bg-success/10", icon: "text-success", Icon: CircleCheck },
  warning: { box: "border-warning/30 bg-warning/10", icon: "text-warning", Icon: TriangleAlert },
  danger: { box: "border-destructive/30 bg-destructive/10", icon: "text-destructive", Icon: CircleAlert },
};

interface NoticeProps {
  tone: keyof typeof looks;
  title?: ReactNode;
  children?: ReactNode;
  /** What can be done about it. */
  action?: ReactNode;
  className?: string;
}

/** What is the case with what the page shows, and what to do about it. Danger interrupts who listens; the others wait. */
export function Notice({ tone, title, children, action, className }: NoticeProps) {
  const { box, icon, Icon } = looks[tone];
  return (
    <div data-slot="notice" role={tone === "danger" ? "alert" : "status"} className={cn("flex flex-wrap items-start gap-3 rounded-lg border p-3.5", box, className)}>
      <Icon className={cn("mt-0.5 size-5 shrink-0", icon)} aria-hidden />
      <div className="min-w-48 flex-1">
        {title && <p className="text-sm font-medium">{title}</p>}
        {children && <div className="text-sm text-muted-foreground">{children}</div>}
      </div>
      {action && <div className="flex flex-wrap gap-2 self-center">{action}</div>}
    </div>
  );
}
