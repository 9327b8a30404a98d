import { Field } from "@hostler/ui/field";
import { formatRelative } from "@hostler/ui/lib/civil-date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Select } from "@hostler/ui/select";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { pastEvents } from "../api/past-events";

interface PastEventFieldProps {
  /** Nothing: any event will do. */
  event: string | undefined;
  value: string;
  onChange: (id: string) => void;
  error?: string;
}

/** One that happened, from the engine's own list of them. */
export function PastEventField({ event, value, onChange, error }: PastEventFieldProps) {
  const { t } = useTranslation("hooks");
  const { locale } = useWords();
  const query = useQuery(pastEvents(event));
  const asked = event?.startsWith("before.");
  return (
    <Ask
      query={query}
      skeleton={<SkeletonRows rows={1} />}
      isEmpty={(all) => all.length === 0}
      empty={<p className="text-sm text-muted-foreground">{asked ? t("past_asked") : t("no_past")}</p>}
    >
      {(all) => (
        <Field label={t("recent")} help={t("recent_help")} error={error}>
          <Select
            value={all.some((one) => one.id === value) ? value : ""}
            onValueChange={onChange}
            placeholder={t("choose_event")}
            options={all.map((one) => ({ value: one.id, label: `${one.name}, ${formatRelative(one.happened_at, locale)}` }))}
          />
        </Field>
      )}
    </Ask>
  );
}
