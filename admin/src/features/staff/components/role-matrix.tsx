import { Card } from "@hostler/ui/card";
import { Checkbox } from "@hostler/ui/checkbox";
import { EmptyState } from "@hostler/ui/empty-state";
import { cn } from "@hostler/ui/lib/cn";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { SearchX } from "lucide-react";

import type { Action, Role } from "../api/staff";

import { useActionWords } from "./action-words";
import { allows, withAction } from "./permission";
import { useRoleName } from "./role-choices";

interface RoleMatrixProps {
  actions: Action[];
  roles: Role[];
  /** By role: what it may as it stands here, saved or not. */
  drafts: Record<string, string[]>;
  onChange: (role: string, patterns: string[]) => void;
  /** Roles that cannot be changed by who looks. */
  fixed: (role: Role) => boolean;
}

/** Every action of staff by every role. */
export function RoleMatrix({ actions, roles, drafts, onChange, fixed }: RoleMatrixProps) {
  const { t } = useTranslation("staff");
  const nameOf = useRoleName();
  const words = useActionWords();
  const [{ q }, setUrl] = useUrlState("q");
  const known = actions.map(({ name }) => name);
  const wanted = q?.toLowerCase() ?? "";
  const shown = actions.filter(({ name, does }) => !wanted || [words(name), name, ...does].some((text) => text.toLowerCase().includes(wanted)));
  const areas = [...new Set(shown.map(({ name }) => name.split(":")[0] ?? ""))];
  return (
    <Card flush>
      <div className="border-b p-2">
        <FilterInput label={t("search_action")} value={q} onChange={(next) => setUrl({ q: next })} className="sm:max-w-80" />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={SearchX} title={t("no_action")} />
      ) : (
        // A region that scrolls must be reachable with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div role="region" aria-label={t("matrix")} tabIndex={0} className="overflow-x-auto">
          <table className="w-full border-collapse text-sm">
            <thead>
              <tr className="border-b">
                <th scope="col" className="h-9 px-3 text-start text-xs font-medium text-muted-foreground">
                  {t("action")}
                </th>
                {roles.map((role) => (
                  <th key={role.id} scope="col" className="h-9 w-20 px-2 text-center text-xs font-medium text-muted-foreground">
                    {nameOf(role.name)}
                  </th>
                ))}
              </tr>
            </thead>
            {areas.map((area) => (
              <tbody key={area} className="divide-y border-b">
                <tr className="bg-muted/60">
                  <th scope="rowgroup" colSpan={roles.length + 1} className="px-3 py-1 text-start text-xs font-semibold">
                    {t(`area.${area}`, { defaultValue: area })}
                  </th>
                </tr>
                {shown
                  .filter(({ name }) => name.startsWith(`${area}:`))
                  .map(({ name, does }) => (
                    <tr key={name}>
                      <th scope="row" className="px-3 py-1.5 text-start font-normal">
                        {words(name)}
                        <code className="ms-2 font-mono text-xs break-all text-muted-foreground">{name}</code>
                        <span className="line-clamp-2 text-xs text-muted-foreground" title={does.join(" · ")}>
                          {does.join(" · ")}
                        </span>
                      </th>
                      {roles.map((role) => {
                        const patterns = drafts[role.id] ?? role.actions ?? [];
                        const on = allows(patterns, name);
                        const changed = on !== allows(role.actions ?? [], name);
                        return (
                          <td key={role.id} className={cn("px-2 text-center", changed && "bg-primary/10")}>
                            <Checkbox
                              aria-label={`${nameOf(role.name)}: ${words(name)}`}
                              checked={on}
                              disabled={fixed(role)}
                              onCheckedChange={(next) => onChange(role.id, withAction(patterns, name, next === true, known))}
                            />
                          </td>
                        );
                      })}
                    </tr>
                  ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </Card>
  );
}
