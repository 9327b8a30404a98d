import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { cn } from "@hostler/ui/lib/cn";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useId, useState, type FormEvent } from "react";

interface SearchBoxProps {
  /** What was looked for last. */
  sought?: string;
  error?: string;
  className?: string;
}

/** Where every search for a name begins: what was typed goes to the server as it is. */
export function SearchBox({ sought = "", error, className }: SearchBoxProps) {
  const { t } = useTranslation("names");
  const navigate = useNavigate();
  const [typed, setTyped] = useState(sought);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const q = typed.trim();
    if (q) void navigate({ to: "/search", search: { q } as never });
  };
  return (
    <form role="search" aria-label={t("search.label")} onSubmit={submit} className={cn("mx-auto w-full max-w-2xl text-start", className)}>
      <label htmlFor={id} className="sr-only">
        {t("search.label")}
      </label>
      <div className="flex gap-2">
        <Input
          id={id}
          data-filter
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={t("search.placeholder")}
          className="h-11 flex-1 text-lg md:text-lg"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        <Button type="submit" size="lg" aria-label={t("search.submit")} className="max-sm:px-3.5">
          <Search aria-hidden />
          <span className="max-sm:hidden">{t("search.submit")}</span>
        </Button>
      </div>
      <div className="mt-1.5">
        <FieldError id={`${id}-error`}>{error}</FieldError>
      </div>
    </form>
  );
}
