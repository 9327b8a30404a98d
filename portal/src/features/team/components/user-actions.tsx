import { Button } from "@hostler/ui/button";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@hostler/ui/dropdown-menu";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useSessionState } from "@hostler/web-kit/session";
import { useQueryClient } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useState } from "react";

import { changeUser, removeUser, type TeamUser } from "../api/users";

import { UserDialog } from "./user-dialog";

/** Nobody changes the root user, and nobody their own rights. */
export function UserActions({ user }: { user: TeamUser }) {
  const { t } = useTranslation("team");
  const me = useSessionState().user?.id;
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"change" | "switch" | "remove" | null>(null);
  const { run, busy, failure, clear } = useWrite(async (what: "switch" | "remove") => {
    if (what === "remove") await removeUser(user.id);
    else await changeUser(user.id, { active: !user.active });
  });
  if (user.kind === "root" || user.id === me) return null;
  const close = () => {
    clear();
    setAsking(null);
  };
  const go = async (what: "switch" | "remove") => {
    if (!(await run(what))) return;
    await queries.invalidateQueries({ queryKey: ["team"] });
    close();
  };
  const switching = user.active ? "off" : "on";
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`${t("actions")}: ${user.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem onSelect={() => setAsking("change")}>{t("user.edit")}</MenuItem>
          <MenuItem onSelect={() => setAsking("switch")}>{t(`user.${switching}`)}</MenuItem>
          <MenuItem danger onSelect={() => setAsking("remove")}>
            {t("user.remove")}
          </MenuItem>
        </MenuContent>
      </Menu>
      {asking === "change" && <UserDialog user={user} onClose={close} />}
      <ConfirmDialog
        open={asking === "switch"}
        onOpenChange={(open) => !open && close()}
        title={t(`user.${switching}_title`, { name: user.name })}
        consequence={t(`user.${switching}_text`)}
        confirm={t(`user.${switching}`)}
        busy={busy}
        error={failure?.text}
        onConfirm={() => void go("switch")}
      />
      <ConfirmDialog
        open={asking === "remove"}
        onOpenChange={(open) => !open && close()}
        title={t("user.remove_title", { name: user.name })}
        consequence={t("user.remove_text")}
        confirm={t("user.remove")}
        danger
        busy={busy}
        error={failure?.text}
        onConfirm={() => void go("remove")}
      />
    </>
  );
}
