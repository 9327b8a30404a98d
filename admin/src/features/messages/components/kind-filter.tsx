import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { useTextWords } from "../../../records/words";
import { listKinds } from "../api/messages";

interface KindFilterProps {
  value: string | undefined;
  /** Those that are in sight, for who may not see the texts themselves. */
  seen: string[];
  onChange: (kind: string | undefined) => void;
}

/** The text that messages were made of. */
export function KindFilter({ value, seen, onChange }: KindFilterProps) {
  const { t } = useTranslation("messages");
  const words = useTextWords();
  const { data = [] } = useQuery(listKinds);
  const written = data.filter(({ kind, name }) => (kind === "mail" || kind === "sms") && !name.startsWith("_"));
  const channelOf = new Map(written.map(({ kind, name }) => [name, kind]));
  const titleOf = (name: string) => words(channelOf.get(name) ?? "mail", name);
  const names = [...new Set([...channelOf.keys(), ...seen, ...(value ? [value] : [])])].sort((a, b) => titleOf(a).localeCompare(titleOf(b)));
  return <StateFilter label={t("kind")} value={value} values={names} word={titleOf} onChange={onChange} />;
}
