import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { EmptyState } from "@hostler/ui/empty-state";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { ShieldHalf } from "lucide-react";
import { useState, type ReactNode } from "react";

import { removeAccess, type AccessKind } from "../api/access";

interface AccessListProps<Item> {
  kind: AccessKind;
  query: UseQueryResult<Item[]>;
  /** What stands under its name. */
  about: (item: Item) => ReactNode;
  /** The dialog for a new one, or for changing one. */
  dialog: (item: Item | undefined, close: () => void) => ReactNode;
}

/** Groups, roles or policies: what each is, and changing, adding and removing them. Shipped ones stay as they are. */
export function AccessList<Item extends { id: string; name: string; shipped?: boolean }>({ kind, query, about, dialog }: AccessListProps<Item>) {
  const { t } = useTranslation("team");
  const queries = useQueryClient();
  const [open, setOpen] = useState<{ item?: Item } | null>(null);
  const [ending, setEnding] = useState<Item | null>(null);
  const { run, busy, failure } = useWrite((id: string) => removeAccess(kind, id));
  const remove = async () => {
    if (!ending || !(await run(ending.id))) return;
    await queries.invalidateQueries({ queryKey: ["team"] });
    setEnding(null);
  };
  const make = (
    <Button size="sm" onClick={() => setOpen({})}>
      {t(`new_one.${kind}`)}
    </Button>
  );
  return (
    <Card title={t(kind === "groups" ? "groups" : kind === "roles" ? "roles" : "policies")} flush action={make}>
      <Ask
        query={query}
        skeleton={<SkeletonRows rows={4} />}
        isEmpty={(all) => all.length === 0}
        empty={
          <EmptyState icon={ShieldHalf} title={t(`none_of.${kind}`)}>
            {t(`text_of.${kind}`)}
          </EmptyState>
        }
      >
        {(all) => (
          <ul className="divide-y pb-1">
            {all.map((item) => (
              <li key={item.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
                <div className="min-w-48 flex-1">
                  <p className="text-sm font-medium">
                    {item.name} {item.shipped && <Badge>{t("policy.shipped")}</Badge>}
                  </p>
                  <div className="text-xs break-words text-muted-foreground">{about(item)}</div>
                </div>
                {!item.shipped && (
                  <span className="flex gap-1.5">
                    <Button variant="secondary" size="sm" aria-label={`${t("edit")}: ${item.name}`} onClick={() => setOpen({ item })}>
                      {t("edit")}
                    </Button>
                    <Button variant="ghost" size="sm" className="text-destructive" aria-label={`${t("remove")}: ${item.name}`} onClick={() => setEnding(item)}>
                      {t("remove")}
                    </Button>
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Ask>
      {open && dialog(open.item, () => setOpen(null))}
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(next) => !next && setEnding(null)}
        title={t("remove_title", { name: ending?.name ?? "" })}
        consequence={t(`remove_text.${kind}`)}
        confirm={t("remove")}
        danger
        busy={busy}
        error={failure?.text}
        onConfirm={() => void remove()}
      />
    </Card>
  );
}
