import { useWords } from "@hostler/ui/lib/ui-text";

import { cronWords } from "./cron";

/** A schedule in one line of words; the expression itself where it has none. */
export default function CronText({ when }: { when: string }) {
  const { locale } = useWords();
  return <span title={when}>{cronWords(when, locale) ?? when}</span>;
}
