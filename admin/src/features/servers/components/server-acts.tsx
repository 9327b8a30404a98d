import { Button } from "@hostler/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@hostler/ui/dropdown-menu";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useNavigate } from "@tanstack/react-router";
import { Ellipsis, Pencil, Trash2, Wrench } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import type { Server } from "../../../hosts/servers";
import { changeServer, removeServer, type ServerStatus } from "../api/servers";

const ServerSheet = lazy(() => import("./server-form").then((module) => ({ default: module.ServerSheet })));

const statuses: ServerStatus[] = ["active", "maintenance", "full"];

/** Change it, take it out of service, or remove it once it is empty. */
export function ServerActs({ server }: { server: Server }) {
  const { t } = useTranslation("servers");
  const navigate = useNavigate();
  const [doing, setDoing] = useState<"edit" | "remove" | ServerStatus | null>(null);
  const close = () => setDoing(null);
  const others = statuses.filter((one) => one !== server.status);
  const next = others.find((one) => one === doing);
  return (
    <>
      <Button variant="secondary" onClick={() => setDoing("edit")}>
        <Pencil aria-hidden />
        {t("edit")}
      </Button>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={t("more")}>
            <Ellipsis aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent>
          {others.map((status) => (
            <MenuItem key={status} onSelect={() => setDoing(status)}>
              <Wrench aria-hidden />
              {t(`to.${status}`)}
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuItem danger onSelect={() => setDoing("remove")}>
            <Trash2 aria-hidden />
            {t("remove")}
          </MenuItem>
        </MenuContent>
      </Menu>
      {doing === "edit" && (
        <Suspense fallback={null}>
          <ServerSheet server={server} onClose={close} />
        </Suspense>
      )}
      {next && (
        <ActDialog
          onClose={close}
          title={t("to_title", { name: server.name })}
          consequence={t(`to_text.${next}`, { count: server.accounts })}
          confirm={t(`to.${next}`)}
          run={() => changeServer(server.id, { status: next })}
          done={t("saved")}
          invalidates={["servers"]}
        />
      )}
      {doing === "remove" && (
        <ActDialog
          onClose={close}
          danger
          title={t("remove_title", { name: server.name })}
          consequence={t("remove_text", { count: server.accounts })}
          confirm={t("remove")}
          run={() => removeServer(server.id)}
          done={t("removed")}
          invalidates={["server-groups"]}
          onDone={() => void navigate({ to: "/servers" })}
        />
      )}
    </>
  );
}
