import { useLink } from "@hostler/ui/lib/link";
import { ChevronLeft } from "lucide-react";

export function BackLink({ href, label }: { href: string; label: string }) {
  const Link = useLink();
  return (
    <div className="mx-auto -mb-6 max-w-3xl px-4 pt-6 sm:px-6">
      <Link href={href} className="inline-flex min-h-7 items-center gap-1 text-sm text-muted-foreground hover:text-foreground">
        <ChevronLeft className="size-4 rtl:rotate-180" aria-hidden />
        {label}
      </Link>
    </div>
  );
}
