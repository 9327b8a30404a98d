import { Input } from "@hostler/ui/input";
import { useState, type ComponentProps } from "react";

type TypedInputProps<Value> = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  /** As it is written when nobody types. */
  value: string;
  /** Null for what cannot be read yet. */
  read: (text: string) => Value | null;
  onRead: (value: Value) => void;
};

/** A text that stands for something: half typed it stays as it is and is marked, until it can be read. */
export function TypedInput<Value>({ value, read, onRead, ...props }: TypedInputProps<Value>) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value;
  const unread = read(text) === null;
  return (
    <Input
      className="font-mono"
      spellCheck={false}
      value={text}
      aria-invalid={unread || undefined}
      data-unread={unread ? "" : undefined}
      onChange={(event) => {
        setTyped(event.target.value);
        const found = read(event.target.value);
        if (found !== null) onRead(found);
      }}
      onBlur={() => {
        if (typed !== null && read(typed) !== null) setTyped(null);
      }}
      {...props}
    />
  );
}

/** Whether something in a form cannot be read; leads there. What stands behind it is older than what is seen. */
export function leadToUnread(form: HTMLFormElement): boolean {
  const found = form.querySelector<HTMLElement>("[data-unread]");
  found?.focus();
  return found !== null;
}
