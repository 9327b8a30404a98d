import { Skeleton } from "@hostler/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@hostler/ui/tabs";
import { Suspense, type ReactNode } from "react";

import { useUrlState } from "./url-state";

export interface UrlTab {
  id: string;
  label: ReactNode;
  /** Drawn, and so asked for, only while it is the open one; its code may come then too. */
  content: () => ReactNode;
}

/** Tabs whose open one stands in the address; the first is the address without it. Another tab drops what the last one filtered by. */
export function UrlTabs({ tabs, label, name = "tab", drops = [] }: { tabs: UrlTab[]; label: string; name?: string; drops?: string[] }) {
  const [state, change] = useUrlState(name);
  const open = tabs.find(({ id }) => id === state[name]) ?? tabs[0];
  if (!open) return null;
  return (
    <Tabs
      value={open.id}
      onValueChange={(id) => change({ ...Object.fromEntries(drops.map((one) => [one, undefined])), [name]: id === tabs[0]?.id ? undefined : id }, true)}
      activationMode="manual"
    >
      <TabsList aria-label={label}>
        {tabs.map((tab) => (
          <TabsTrigger key={tab.id} value={tab.id}>
            {tab.label}
          </TabsTrigger>
        ))}
      </TabsList>
      {tabs.map((tab) => (
        <TabsContent key={tab.id} value={tab.id}>
          {tab.id === open.id && <Suspense fallback={<Skeleton className="h-48" />}>{tab.content()}</Suspense>}
        </TabsContent>
      ))}
    </Tabs>
  );
}
