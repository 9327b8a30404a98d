import { useState, type PointerEvent } from "react";

import { formatInstant } from "../lib/civil-date";
import { cn } from "../lib/cn";
import { useWords } from "../lib/ui-text";

export interface ChartLine {
  name: string;
  /** Oldest first; `at` in milliseconds. */
  points: { at: number; value: number }[];
}

interface LineChartProps {
  label: string;
  lines: ChartLine[];
  format: (value: number) => string;
  /** The top of the picture, where it is known: 100 for percents. */
  most?: number;
  className?: string;
}

const width = 400;
const height = 96;
const colours = [
  ["stroke-chart-1", "bg-chart-1"],
  ["stroke-chart-2", "bg-chart-2"],
  ["stroke-chart-3", "bg-chart-3"],
] as const;

/** Lines over time, drawn by hand: small enough for every page. The numbers stand beside it for who sees no picture. */
export function LineChart({ label, lines, format, most, className }: LineChartProps) {
  const { locale } = useWords();
  const [at, setAt] = useState<number | null>(null);
  const times = lines.flatMap((line) => line.points.map((point) => point.at));
  const values = lines.flatMap((line) => line.points.map((point) => point.value));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const top = most ?? Math.max(1e-9, ...values) * 1.1;
  const x = (time: number) => (to === from ? width : ((time - from) / (to - from)) * width);
  const y = (value: number) => height - (Math.min(value, top) / top) * (height - 2) - 1;
  const near = (line: ChartLine) => (at === null ? line.points.at(-1) : line.points.reduce((best, point) => (Math.abs(point.at - at) < Math.abs(best.at - at) ? point : best)));
  const shown = lines.map(near);
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    if (box.width > 0) setAt(from + ((event.clientX - box.left) / box.width) * (to - from));
  };
  const words = lines.map(
    (line) =>
      `${line.name}: ${format(line.points.at(-1)?.value ?? 0)} (${format(Math.min(...line.points.map((p) => p.value)))} – ${format(Math.max(...line.points.map((p) => p.value)))})`,
  );
  return (
    <figure data-slot="line-chart" className={cn("min-w-0", className)}>
      <figcaption className="mb-1 flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-xs text-muted-foreground tabular-nums">{shown[0] && at !== null ? formatInstant(new Date(shown[0].at).toISOString(), locale) : ""}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}. ${words.join("; ")}`}
        className="h-24 w-full touch-pan-y rounded-md border bg-muted/40"
        onPointerMove={move}
        onPointerLeave={() => setAt(null)}
      >
        {[0.25, 0.5, 0.75].map((part) => (
          <line key={part} x1={0} x2={width} y1={height * part} y2={height * part} className="stroke-border" vectorEffect="non-scaling-stroke" />
        ))}
        {at !== null && shown[0] && <line x1={x(shown[0].at)} x2={x(shown[0].at)} y1={0} y2={height} className="stroke-muted-foreground" vectorEffect="non-scaling-stroke" />}
        {lines.map((line, index) => (
          <polyline
            key={line.name}
            points={line.points.map((point) => `${x(point.at).toFixed(1)},${y(point.value).toFixed(1)}`).join(" ")}
            fill="none"
            strokeWidth={1.5}
            vectorEffect="non-scaling-stroke"
            className={colours[index % colours.length]?.[0]}
          />
        ))}
      </svg>
      <ul className="mt-1 flex flex-wrap gap-x-4 text-xs text-muted-foreground" aria-hidden>
        {lines.map((line, index) => (
          <li key={line.name} className="flex items-center gap-1.5">
            <span className={cn("size-2 rounded-full", colours[index % colours.length]?.[1])} />
            {line.name}
            <span className="font-mono text-foreground tabular-nums">{format(shown[index]?.value ?? 0)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
