import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import type { ReactNode } from "react";

/** A page that says how something ended, and where to go from there. */
export function Outcome({ title, text, children, to, action }: { title: string; text: string; children?: ReactNode; to?: string; action?: string }) {
  const Link = useLink();
  return (
    <section className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p role="status" className="mt-2 mb-5 text-base text-muted-foreground">
        {text}
      </p>
      {children}
      {to && action && (
        <Button asChild size="lg">
          <Link href={to}>{action}</Link>
        </Button>
      )}
    </section>
  );
}
