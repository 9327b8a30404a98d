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
  return (
    <Input
      className="font-mono"
      spellCheck={false}
      value={text}
      aria-invalid={read(text) === null || undefined}
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
