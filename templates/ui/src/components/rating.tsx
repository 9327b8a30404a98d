import { Star } from "lucide-react";
import { useId } from "react";

import { cn } from "../lib/cn";

interface RatingProps {
  label: string;
  /** 1 to 5; 0 for none yet. */
  value: number;
  onChange?: (value: number) => void;
  /** What each says, from one star to five. */
  words: [string, string, string, string, string];
}

/** Five stars: radio buttons underneath, or, without onChange, a verdict that stands. */
export function Rating({ label, value, onChange, words }: RatingProps) {
  const name = useId();
  const star = (at: number) => <Star aria-hidden className={cn("size-5", at <= value ? "fill-warning text-warning" : "text-muted-foreground")} />;
  if (!onChange) {
    return (
      <span role="img" aria-label={`${label}: ${words[value - 1] ?? ""}`} className="inline-flex gap-0.5">
        {words.map((_, index) => (
          <span key={index}>{star(index + 1)}</span>
        ))}
      </span>
    );
  }
  return (
    <fieldset className="flex flex-wrap items-center gap-x-3">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <span className="inline-flex">
        {words.map((word, index) => (
          <label key={word} className="flex size-9 cursor-pointer items-center justify-center rounded-md has-focus-visible:outline-2 has-focus-visible:outline-ring" title={word}>
            <input type="radio" name={name} value={index + 1} aria-label={word} checked={value === index + 1} onChange={() => onChange(index + 1)} className="sr-only" />
            {star(index + 1)}
          </label>
        ))}
      </span>
      <span className="text-sm text-muted-foreground" aria-hidden>
        {words[value - 1] ?? ""}
      </span>
    </fieldset>
  );
}
