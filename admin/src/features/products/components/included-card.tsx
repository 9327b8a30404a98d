import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Input } from "@hostler/ui/input";
import { Skeleton } from "@hostler/ui/skeleton";
import { useAct } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { included, saveIncluded, type Allowance } from "../api/compute";

// Of these a size is counted too.
const sized = ["volumes"];
const isWhole = (text: string) => /^\d{0,9}$/.test(text);

/** How much of each kind a server of this product includes: it costs the seller and is not billed apart. */
export function IncludedCard({ id }: { id: string }) {
  const { t } = useTranslation("products");
  return (
    <Card title={t("included")}>
      <p className="mb-4 max-w-prose text-sm text-muted-foreground">{t("included_text")}</p>
      <Ask query={useQuery(included(id))} skeleton={<Skeleton className="h-64" />}>
        {(all) => <Allowances key={JSON.stringify(all)} id={id} all={all} />}
      </Ask>
    </Card>
  );
}

function Allowances({ id, all }: { id: string; all: Allowance[] }) {
  const { t } = useTranslation(["products", "desk"]);
  const [typed, setTyped] = useState(() =>
    Object.fromEntries(all.map(({ kind, most, gigabytes }) => [kind, { most: String(most), gigabytes: gigabytes ? String(gigabytes) : "" }])),
  );
  const save = useAct({
    run: () =>
      saveIncluded(
        id,
        Object.entries(typed).map(([kind, { most, gigabytes }]) => ({ kind, most: Number(most), ...(gigabytes ? { gigabytes: Number(gigabytes) } : {}) })),
      ),
    done: t("desk:saved"),
    invalidates: ["product-compute"],
  });
  const set = (kind: string, part: Partial<{ most: string; gigabytes: string }>) =>
    setTyped((now) => ({ ...now, [kind]: { ...(now[kind] ?? { most: "0", gigabytes: "" }), ...part } }));
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save.go();
      }}
    >
      {save.failure && <FormFailure failure={save.failure} />}
      <table className="w-full max-w-xl text-sm">
        <thead>
          <tr className="text-xs text-muted-foreground">
            <th scope="col" className="py-1 text-start font-medium">
              {t("kind")}
            </th>
            <th scope="col" className="w-28 py-1 text-end font-medium">
              {t("most")}
            </th>
            <th scope="col" className="w-32 py-1 text-end font-medium">
              {t("gigabytes")}
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(typed).map(([kind, { most, gigabytes }]) => {
            const word = t(`kind_of.${kind}`, { defaultValue: kind.replaceAll("_", " ") });
            return (
              <tr key={kind}>
                <th scope="row" className="py-1 text-start font-normal">
                  {word}
                </th>
                <td className="py-1 ps-3">
                  <Input
                    aria-label={`${word}: ${t("most")}`}
                    inputMode="numeric"
                    className="text-end tabular-nums"
                    value={most}
                    onChange={(event) => isWhole(event.target.value) && set(kind, { most: event.target.value })}
                  />
                </td>
                <td className="py-1 ps-3">
                  {sized.includes(kind) && (
                    <Input
                      aria-label={`${word}: ${t("gigabytes")}`}
                      inputMode="numeric"
                      className="text-end tabular-nums"
                      value={gigabytes}
                      onChange={(event) => isWhole(event.target.value) && set(kind, { gigabytes: event.target.value })}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Button type="submit" className="self-start" busy={save.busy}>
        {t("desk:save")}
      </Button>
    </form>
  );
}
