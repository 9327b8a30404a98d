import { useEffect, useState, type ComponentProps } from "react";

import { Input } from "./input";

type PhoneFieldProps = Omit<ComponentProps<"input">, "type" | "value" | "onChange"> & {
  value: string;
  onChange: (value: string) => void;
  /** Whose numbers may be written without a prefix: ISO 3166-1, such as "IN". */
  country: string;
};

/** Formats while it is typed; the server decides. The numbering plans load with the first focus. */
export function PhoneField({ value, onChange, country, onFocus, ...props }: PhoneFieldProps) {
  const [format, setFormat] = useState<((text: string, country: string) => string) | null>(null);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    void import("../lib/phone").then((phone) => {
      if (!gone) setFormat(() => phone.formatPhone);
    });
    return () => {
      gone = true;
    };
  }, [wanted]);
  return (
    <Input
      data-slot="phone-field"
      type="tel"
      inputMode="tel"
      autoComplete="tel"
      value={value}
      onFocus={(event) => {
        setWanted(true);
        onFocus?.(event);
      }}
      onChange={(event) => {
        const next = event.target.value;
        // What is deleted is not put back by the formatting of the rest.
        onChange(format && next.length > value.length ? format(next, country) : next);
      }}
      {...props}
    />
  );
}
