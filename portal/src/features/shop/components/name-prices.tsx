import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { TldPrices } from "../../../names/tlds";

const shown = 5;

/** What the first endings of the shop cost: below the box in which a name is looked for. Keeps its place until they are known. */
export function NamePrices({ names }: { names: TldPrices[] | undefined }) {
  const { t } = useTranslation("shop");
  const priced = (names ?? []).flatMap(({ tld, unicode, register }) => (register ? [{ tld, unicode, register }] : []));
  return (
    <ul aria-label={t("hero.names")} className="flex min-h-6 flex-wrap justify-center gap-x-6 gap-y-1.5 text-sm">
      {priced.slice(0, shown).map(({ tld, unicode, register }) => (
        <li key={tld} className="flex items-baseline gap-1.5">
          <span className="font-mono font-medium">.{unicode}</span>
          <Money value={register} whole className="text-muted-foreground" />
        </li>
      ))}
    </ul>
  );
}
