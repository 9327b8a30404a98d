import { LoaderCircle, Search } from "lucide-react";
import { Popover as Radix } from "radix-ui";
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

import { cn } from "../lib/cn";

import { Input } from "./input";

export interface ComboboxOption {
  value: string;
  label: string;
  /** A second line: what tells two of one name apart. */
  detail?: ReactNode;
}

interface ComboboxProps {
  /** What was picked; null while somebody types. */
  picked: ComboboxOption | null;
  onPick: (option: ComboboxOption | null) => void;
  /** Those that fit what was typed, as the server found them. */
  options: ComboboxOption[];
  onSearch: (text: string) => void;
  busy?: boolean;
  placeholder?: string;
  /** Said where nothing fits. */
  none: string;
  id?: string;
  required?: boolean;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

/** One of many, found by typing; the server searches. Arrows go along what it found, Enter picks, Escape closes it. */
export function Combobox({ picked, onPick, options, onSearch, busy, placeholder, none, ...input }: ComboboxProps) {
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(picked?.label ?? "");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [before, setBefore] = useState(picked);
  if (picked?.value !== before?.value) {
    setBefore(picked);
    // It was taken back elsewhere, not by typing over it.
    if (!picked && text === before?.label) setText("");
    if (picked) setText(picked.label);
  }
  const shown = picked ? picked.label : text;
  const current = Math.min(at, options.length - 1);
  const pick = (option: ComboboxOption) => {
    onPick(option);
    setText(option.label);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (options.length > 0) setAt((current + step + options.length) % options.length);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const option = options[current];
      if (option) pick(option);
    }
  };
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Anchor asChild>
        <div data-slot="combobox" className="relative">
          <Search className="pointer-events-none absolute start-2.5 top-2.5 size-4 text-muted-foreground" aria-hidden />
          <Input
            ref={field}
            role="combobox"
            aria-expanded={open}
            aria-controls={open ? list : undefined}
            aria-autocomplete="list"
            aria-activedescendant={open && options[current] ? `${list}-${current}` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            value={shown}
            onChange={(event) => {
              if (picked) onPick(null);
              setText(event.target.value);
              setAt(0);
              setOpen(true);
              onSearch(event.target.value.trim());
            }}
            onClick={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onKeyDown={onKeyDown}
            className="px-8"
            {...input}
          />
          {busy && <LoaderCircle className="absolute end-2.5 top-2.5 size-4 animate-spin text-muted-foreground" aria-hidden />}
        </div>
      </Radix.Anchor>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={4}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (event.target === field.current) event.preventDefault();
          }}
          // A press on the list must not take the focus, and with it the list, away.
          onMouseDown={(event) => event.preventDefault()}
          role="presentation"
          className="z-50 max-h-72 w-(--radix-popover-trigger-width) overflow-y-auto rounded-lg border bg-popover p-1 shadow-float"
        >
          <ul id={list} role="listbox" aria-label={input["aria-label"] ?? placeholder}>
            {options.map((option, index) => (
              // Keys go to the field, which says which of them is meant.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <li
                key={option.value}
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === current}
                onClick={() => pick(option)}
                className={cn("cursor-pointer rounded-sm px-2 py-1.5 text-sm", index === current && "bg-accent")}
              >
                <span className="block truncate">{option.label}</span>
                {option.detail && <span className="block truncate text-xs text-muted-foreground">{option.detail}</span>}
              </li>
            ))}
          </ul>
          {options.length === 0 && !busy && <p className="px-2 py-1.5 text-sm text-muted-foreground">{none}</p>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
