import { Button } from "@hostler/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@hostler/ui/dropdown-menu";
import { useWords } from "@hostler/ui/lib/ui-text";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";
import { Ellipsis, Pencil, Trash2, UserRoundCheck, UserRoundX } from "lucide-react";
import { useState } from "react";

import { changeMember, removeMember, type Member } from "../api/staff";

import { useRoleChoices } from "./role-choices";

/** What can be done with one member; nobody changes themselves. */
export function MemberActs({ member }: { member: Member }) {
  const { t } = useTranslation(["staff", "desk"]);
  const { text } = useWords();
  const { user } = useSessionState();
  const roles = useRoleChoices();
  const [open, setOpen] = useState<"change" | "switch" | "remove" | null>(null);
  if (user?.id === member.id) return <span className="text-xs text-muted-foreground">{t("you")}</span>;
  const active = member.status === "active";
  const close = () => setOpen(null);
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`${text("actions")}: ${member.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem onSelect={() => setOpen("change")}>
            <Pencil aria-hidden />
            {t("change")}
          </MenuItem>
          <MenuItem onSelect={() => setOpen("switch")}>
            {active ? <UserRoundX aria-hidden /> : <UserRoundCheck aria-hidden />}
            {active ? t("lock") : t("unlock")}
          </MenuItem>
          <MenuItem danger onSelect={() => setOpen("remove")}>
            <Trash2 aria-hidden />
            {t("desk:remove")}
          </MenuItem>
        </MenuContent>
      </Menu>
      {open === "change" && (
        <ActDialog
          onClose={close}
          title={t("change_title", { name: member.name })}
          consequence={t("change_text")}
          confirm={t("desk:save")}
          fields={[
            { name: "name", label: t("name"), required: true, value: member.name },
            { name: "role", label: t("role"), kind: "select", required: true, value: member.role, options: roles },
          ]}
          run={({ name, role }) => changeMember(member.id, { name, role })}
          done={t("desk:saved")}
          invalidates={["staff"]}
        />
      )}
      {open === "switch" && (
        <ActDialog
          onClose={close}
          title={active ? t("lock_title", { name: member.name }) : t("unlock_title", { name: member.name })}
          consequence={active ? t("lock_text") : t("unlock_text")}
          confirm={active ? t("lock") : t("unlock")}
          danger={active}
          run={() => changeMember(member.id, { active: !active })}
          done={t("desk:saved")}
          invalidates={["staff"]}
        />
      )}
      {open === "remove" && (
        <ActDialog
          onClose={close}
          title={t("remove_title", { name: member.name })}
          consequence={t("remove_text")}
          confirm={t("desk:remove")}
          danger
          run={() => removeMember(member.id)}
          done={t("desk:removed")}
          invalidates={["staff"]}
        />
      )}
    </>
  );
}
