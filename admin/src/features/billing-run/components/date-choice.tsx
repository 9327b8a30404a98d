import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { parseCivil } from "@hostler/ui/lib/civil-date";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Eye } from "lucide-react";
import { useState, type SyntheticEvent } from "react";

/** For which day: an empty field is the shop's today. */
export function DateChoice({ date, busy, onLook }: { date: string | undefined; busy: boolean; onLook: (date: string) => void }) {
  const { t } = useTranslation("billing-run");
  const [typed, setTyped] = useState(date && date !== "today" ? date : "");
  const look = (event: SyntheticEvent) => {
    event.preventDefault();
    onLook(typed && parseCivil(typed) ? typed : "today");
  };
  return (
    <form onSubmit={look} className="flex flex-wrap items-end gap-x-3 gap-y-2 rounded-lg border bg-card p-3">
      <Field label={t("for_day")}>
        <Input type="date" value={typed} onChange={(event) => setTyped(event.target.value)} className="w-44" />
      </Field>
      <Button type="submit" busy={busy} variant={date ? "secondary" : "primary"}>
        {!busy && <Eye aria-hidden />}
        {t("preview")}
      </Button>
      <p className="basis-full text-xs text-muted-foreground sm:flex-1 sm:basis-64 sm:self-center">{t("for_day_help")}</p>
    </form>
  );
}
