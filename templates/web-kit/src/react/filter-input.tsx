import { cn } from "@hostler/ui/lib/cn";
import { Input } from "@hostler/ui/input";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";

interface FilterInputProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  className?: string;
}

/** What a list is searched for; `/` leads here. Asks when typing rests. */
export function FilterInput({ label, value, onChange, className }: FilterInputProps) {
  const [typed, setTyped] = useState(value ?? "");
  const said = useRef(value ?? "");
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  useEffect(() => {
    // The address was changed by another: Back, or "show all".
    if ((value ?? "") === said.current) return;
    said.current = value ?? "";
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setTyped(value ?? "");
  }, [value]);
  useEffect(() => {
    const next = typed.trim();
    if (next === said.current) return;
    const timer = setTimeout(() => {
      said.current = next;
      tell.current(next || undefined);
    }, 250);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div role="search" aria-label={label} className={cn("relative", className)}>
      <Search className="pointer-events-none absolute start-2.5 top-2.5 size-4 text-muted-foreground" aria-hidden />
      <Input type="search" data-filter aria-label={label} placeholder={label} value={typed} onChange={(event) => setTyped(event.target.value)} className="ps-8" />
    </div>
  );
}
