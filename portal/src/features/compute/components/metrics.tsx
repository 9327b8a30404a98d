import { Card } from "@hostler/ui/card";
import { formatBytes } from "@hostler/ui/lib/bytes";
import { useWords } from "@hostler/ui/lib/ui-text";
import { LineChart, type ChartLine } from "@hostler/ui/line-chart";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";

import { Segments } from "../../../catalog/cycle-toggle";
import type { Instance } from "../api/instances";
import { getMetrics, spans, type Series, type Span } from "../api/watch-instance";

// What stands in one picture, and how its numbers read.
const pictures = [
  { name: "cpu", series: ["cpu_percent"], unit: "percent" },
  { name: "memory", series: ["memory_percent"], unit: "percent" },
  { name: "disk", series: ["disk_percent"], unit: "percent" },
  { name: "network", series: ["network_in_bits_per_second", "network_out_bits_per_second"], unit: "bits" },
  { name: "disk_traffic", series: ["disk_read_bytes_per_second", "disk_write_bytes_per_second"], unit: "bytes" },
  { name: "load", series: ["load_1"], unit: "number" },
] as const;

/** How busy it has been. */
export function Metrics({ instance }: { instance: Instance }) {
  const { t } = useTranslation("compute");
  const [state, change] = useUrlState("span");
  const span = (Object.keys(spans) as Span[]).find((one) => one === state.span) ?? "1h";
  const query = useQuery(getMetrics(instance.id, span));
  return (
    <Card
      title={t("metrics.title")}
      action={
        <Segments
          label={t("metrics.span")}
          value={span}
          onChange={(next) => change({ span: next === "1h" ? undefined : next })}
          options={(Object.keys(spans) as Span[]).map((value) => ({ value, label: t(`metrics.spans.${value}`) }))}
        />
      }
    >
      <Ask
        query={query}
        skeleton={<Skeleton className="h-40" />}
        isEmpty={(all) => all === null || !all.some((series) => series.points.length > 0)}
        empty={<p className="text-sm text-muted-foreground">{query.data === null ? t("metrics.not_offered") : t("metrics.none")}</p>}
      >
        {(all) => <Pictures all={all ?? []} />}
      </Ask>
    </Card>
  );
}

function Pictures({ all }: { all: Series[] }) {
  const { t } = useTranslation("compute");
  const { locale } = useWords();
  const format = (unit: (typeof pictures)[number]["unit"]) => (value: number) => {
    if (unit === "percent") return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(value / 100);
    if (unit === "number") return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
    return `${formatBytes(unit === "bits" ? value / 8 : value, locale)}${t("metrics.per_second")}`;
  };
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {pictures.map(({ name, series, unit }) => {
        const lines = series.flatMap((one): ChartLine[] => {
          const found = all.find((line) => line.name === one && line.points.length > 0);
          return found ? [{ name: t(`metrics.line.${one}`), points: found.points.map((point) => ({ at: point.at * 1000, value: Number(point.value) })) }] : [];
        });
        return lines.length > 0 ? (
          <LineChart key={name} label={t(`metrics.picture.${name}`)} lines={lines} format={format(unit)} most={unit === "percent" ? 100 : undefined} />
        ) : null;
      })}
    </div>
  );
}
