import { Archive, CircleAlert, CircleCheck, CircleDot, CircleHelp, CirclePause, CircleX, Clock, LoaderCircle } from "lucide-react";

import { statusLook } from "../lib/status";
import { useWords } from "../lib/ui-text";

import { Badge } from "./badge";

const icons = {
  dot: CircleDot,
  check: CircleCheck,
  clock: Clock,
  alert: CircleAlert,
  cross: CircleX,
  pause: CirclePause,
  spin: LoaderCircle,
  question: CircleHelp,
  archive: Archive,
};

/** A state in colour, shape and word: the same for one state wherever it is seen. */
export function StatusBadge({ state, className }: { state: string; className?: string }) {
  const { status } = useWords();
  const { tone, shape } = statusLook(state);
  const Icon = icons[shape];
  return (
    <Badge tone={tone} data-state-name={state} className={className}>
      <Icon aria-hidden className={shape === "spin" ? "motion-safe:animate-spin" : undefined} />
      {status(state)}
    </Badge>
  );
}
