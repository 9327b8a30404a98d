import { Eye, EyeOff } from "lucide-react";
import { useEffect, useState, type ComponentProps } from "react";

import { cn } from "../lib/cn";
import { useWords, type UiTextKey } from "../lib/ui-text";

import { Input } from "./input";

type PasswordFieldProps = Omit<ComponentProps<"input">, "type"> & {
  /** Shows how strong it is; the meter loads with the first letter. */
  meter?: boolean;
  /** What an attacker knows: name, e-mail. */
  related?: string[];
};

const noRelated: string[] = [];

/** A password that can be shown, pasted and filled in by a manager. */
export function PasswordField({ meter, related = noRelated, className, value, ...props }: PasswordFieldProps) {
  const { text } = useWords();
  const [shown, setShown] = useState(false);
  const [score, setScore] = useState<number | null>(null);
  const password = meter ? String(value ?? "") : "";
  useEffect(() => {
    if (!password) return;
    let stale = false;
    void import("../lib/password-strength").then(({ strengthOf }) => {
      if (!stale) setScore(strengthOf(password, related));
    });
    return () => {
      stale = true;
    };
  }, [password, related]);
  return (
    <div data-slot="password-field">
      <div className="relative">
        <Input type={shown ? "text" : "password"} value={value} className={cn("pe-10", className)} spellCheck={false} autoCapitalize="none" {...props} />
        <button
          type="button"
          aria-label={shown ? text("hide") : text("reveal")}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 end-0 flex w-10 items-center justify-center rounded-e-md text-muted-foreground hover:text-foreground"
        >
          {shown ? <EyeOff className="size-4" aria-hidden /> : <Eye className="size-4" aria-hidden />}
        </button>
      </div>
      {password && score !== null && (
        <div className="mt-1.5 flex items-center gap-2" role="status">
          <div className="flex flex-1 gap-1" aria-hidden>
            {[0, 1, 2, 3].map((part) => (
              <span
                key={part}
                className={cn("h-1 flex-1 rounded-full", part < Math.max(score, 1) ? (score < 2 ? "bg-destructive" : score < 3 ? "bg-warning" : "bg-success") : "bg-muted")}
              />
            ))}
          </div>
          <span className="text-xs text-muted-foreground">{text(`password_${score}` as UiTextKey)}</span>
        </div>
      )}
    </div>
  );
}
