import { lazy, Suspense, type ComponentProps, type ReactNode } from "react";

export interface CommandItem {
  id: string;
  label: string;
  icon?: ReactNode;
  /** More words that find it. */
  keywords?: string;
  /** Its own keys, such as "g i". */
  hint?: string;
  run: () => void;
}
export interface CommandGroup {
  title: string;
  items: CommandItem[];
}

const CommandList = lazy(() => import("./command-list"));

/** Everything by its name; loads when it is first opened. */
export function CommandPalette(props: ComponentProps<typeof CommandList>) {
  if (!props.open) return null;
  return (
    <Suspense fallback={null}>
      <CommandList {...props} />
    </Suspense>
  );
}
