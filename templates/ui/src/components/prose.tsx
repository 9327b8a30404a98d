import { cn } from "../lib/cn";

/** How written text looks. */
export const proseLook =
  "max-w-prose space-y-3 text-base [&_a]:text-primary [&_a]:underline [&_code]:rounded [&_code]:bg-muted [&_code]:px-1 [&_code]:font-mono [&_code]:text-sm [&_h2]:text-lg [&_h2]:font-semibold [&_li]:ms-5 [&_ol]:list-decimal [&_pre]:overflow-x-auto [&_pre]:rounded-md [&_pre]:bg-muted [&_pre]:p-3 [&_ul]:list-disc";

/** HTML that the server has cleaned: the only place that shows any. */
export function Prose({ html, className }: { html: string; className?: string }) {
  return <div data-slot="prose" className={cn(proseLook, className)} dangerouslySetInnerHTML={{ __html: html }} />;
}
