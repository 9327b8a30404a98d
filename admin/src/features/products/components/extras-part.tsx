import { Card } from "@hostler/ui/card";
import { Checkbox } from "@hostler/ui/checkbox";
import { EmptyState } from "@hostler/ui/empty-state";
import { FieldError } from "@hostler/ui/field";
import { useLink } from "@hostler/ui/lib/link";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { PackagePlus, SlidersHorizontal } from "lucide-react";
import { useId } from "react";

import { listAddons, listOptions } from "../../../catalogue/extras";

import type { PartProps } from "./editor-parts";

/** What a buyer may configure of it, and buy beside it. */
export function ExtrasPart({ draft, change, errors }: PartProps) {
  const { t } = useTranslation("products");
  const Link = useLink();
  const options = useQuery(listOptions);
  const addons = useQuery(listAddons);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card
        title={t("options")}
        action={
          <Link href="/options" className="text-sm text-primary hover:underline">
            {t("all_options")}
          </Link>
        }
      >
        <Ask query={options} skeleton={<SkeletonRows rows={3} />} isEmpty={(all) => all.length === 0} empty={<EmptyState icon={SlidersHorizontal} title={t("no_options")} />}>
          {(all) => (
            <Chosen
              field="configurable_options"
              chosen={draft.options}
              onChange={(next) => change({ options: next })}
              errors={errors}
              all={all.map((one) => ({ id: one.id, title: one.title, detail: one.name }))}
            />
          )}
        </Ask>
      </Card>
      <Card
        title={t("addons")}
        action={
          <Link href="/addons" className="text-sm text-primary hover:underline">
            {t("all_addons")}
          </Link>
        }
      >
        <Ask query={addons} skeleton={<SkeletonRows rows={3} />} isEmpty={(all) => all.length === 0} empty={<EmptyState icon={PackagePlus} title={t("no_addons")} />}>
          {(all) => (
            <Chosen
              field="addons"
              chosen={draft.addons}
              onChange={(next) => change({ addons: next })}
              errors={errors}
              all={all.map((one) => ({ id: one.id, title: one.name, detail: one.active === false ? t("addon_off") : "" }))}
            />
          )}
        </Ask>
      </Card>
    </div>
  );
}

interface ChosenProps {
  field: string;
  all: { id: string; title: string; detail: string }[];
  /** In the order in which the buyer is asked. */
  chosen: string[];
  onChange: (ids: string[]) => void;
  errors: Record<string, string>;
}

function Chosen({ field, all, chosen, onChange, errors }: ChosenProps) {
  const base = useId();
  const inOrder = [...chosen.flatMap((id) => all.find((one) => one.id === id) ?? []), ...all.filter((one) => !chosen.includes(one.id))];
  return (
    <ul className="flex flex-col gap-1">
      {inOrder.map(({ id, title, detail }) => {
        const at = chosen.indexOf(id);
        const error = at < 0 ? undefined : errors[`${field}[${at}]`];
        return (
          <li key={id} className="flex items-start gap-2">
            <Checkbox id={`${base}-${id}`} checked={at >= 0} onCheckedChange={(on) => onChange(on === true ? [...chosen, id] : chosen.filter((one) => one !== id))} />
            <label htmlFor={`${base}-${id}`} className="min-w-0 py-0.5 text-sm">
              {title}
              {detail && <span className="ms-2 font-mono text-xs text-muted-foreground">{detail}</span>}
              <FieldError>{error}</FieldError>
            </label>
          </li>
        );
      })}
    </ul>
  );
}
