import { Tabs as Radix } from "radix-ui";
import { useEffect, useRef, type ComponentProps } from "react";

import { cn } from "../lib/cn";

export const Tabs = Radix.Root;

/** Where there are more than fit, the open one is brought into sight: its address may have been followed. */
export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const open = list.current?.querySelector<HTMLElement>("[data-state=active]");
    if (!list.current || !open) return;
    const beyond = open.offsetLeft + open.offsetWidth - list.current.offsetLeft - list.current.clientWidth;
    if (beyond > 0) list.current.scrollLeft = beyond + 24;
  }, []);
  return <Radix.List ref={list} data-slot="tabs-list" className={cn("flex gap-1 overflow-x-auto border-b", className)} {...props} />;
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      data-slot="tabs-trigger"
      className={cn(
        "-mb-px h-9 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground focus-visible:outline-offset-[-2px] data-[state=active]:border-primary data-[state=active]:text-foreground",
        className,
      )}
      {...props}
    />
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content data-slot="tabs-content" className={cn("pt-4", className)} {...props} />;
}
