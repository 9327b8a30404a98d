import { Button } from "@hostler/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@hostler/ui/dropdown-menu";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Ellipsis, HardDriveDownload, Pause, Play, RotateCw, Trash2, Wrench } from "lucide-react";
import { useState } from "react";

import { nameOfService, type Service } from "../../../sold/service";
import { backUpService, provisionService, suspendService, suspensionReasons, terminateService, unsuspendService, type SuspensionReason } from "../api/services";

import { ByHandDialog } from "./by-hand-dialog";

type Doing = "suspend" | "backup" | "terminate" | "by_hand";
const stale = ["services", "jobs", "clients", "provider-operations"];

/** What staff can do with a service; what its state forbids is not offered. */
export function ServiceActs({ service }: { service: Service }) {
  const { t } = useTranslation("services");
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const { id, status } = service;
  const idle = service.provisioning.state === "idle";
  const stuck = service.provisioning.state === "attention";
  const living = status === "active" || status === "suspended";
  const unmade = status === "pending" && stuck;
  return (
    <>
      {unmade && (
        <ActButton
          label={t("provision")}
          icon={RotateCw}
          variant="primary"
          title={t("provision_title")}
          consequence={t("provision_text")}
          run={(_, header) => provisionService(id, undefined, header)}
          done={t("begun")}
          invalidates={stale}
        />
      )}
      {status === "suspended" && (
        <ActButton
          label={t("unsuspend")}
          icon={Play}
          title={t("unsuspend_title")}
          consequence={t("unsuspend_text")}
          run={(_, header) => unsuspendService(id, header)}
          done={t("begun")}
          invalidates={stale}
        />
      )}
      {(living || stuck || unmade) && (
        <Menu>
          <MenuTrigger asChild>
            <Button variant="ghost" size="icon" aria-label={t("more")}>
              <Ellipsis aria-hidden />
            </Button>
          </MenuTrigger>
          <MenuContent>
            {unmade && (
              <MenuItem onSelect={() => setDoing("by_hand")}>
                <Wrench aria-hidden />
                {t("by_hand")}
              </MenuItem>
            )}
            {living && idle && (
              <MenuItem onSelect={() => setDoing("backup")}>
                <HardDriveDownload aria-hidden />
                {t("backup")}
              </MenuItem>
            )}
            {status === "active" && (
              <MenuItem onSelect={() => setDoing("suspend")}>
                <Pause aria-hidden />
                {t("suspend")}
              </MenuItem>
            )}
            <MenuSeparator />
            <MenuItem danger onSelect={() => setDoing("terminate")}>
              <Trash2 aria-hidden />
              {t("terminate")}
            </MenuItem>
          </MenuContent>
        </Menu>
      )}
      {doing === "by_hand" && <ByHandDialog service={service} onClose={close} />}
      {doing === "backup" && (
        <ActDialog
          onClose={close}
          title={t("backup_title")}
          consequence={t("backup_text")}
          confirm={t("backup")}
          run={(_, header) => backUpService(id, header)}
          done={t("begun")}
          invalidates={stale}
        />
      )}
      {doing === "suspend" && (
        <ActDialog
          onClose={close}
          danger
          title={t("suspend_title", { name: nameOfService(service) })}
          consequence={t("suspend_text")}
          confirm={t("suspend")}
          fields={[
            {
              name: "reason",
              label: t("reason"),
              kind: "select",
              required: true,
              value: "staff",
              options: suspensionReasons.map((value) => ({ value, label: t(`suspension.${value}`) })),
            },
          ]}
          run={({ reason }, header) => suspendService(id, reason as SuspensionReason, header)}
          done={t("begun")}
          invalidates={stale}
        />
      )}
      {doing === "terminate" && (
        <ActDialog
          onClose={close}
          danger
          typed={nameOfService(service)}
          title={t("terminate_title", { name: nameOfService(service) })}
          consequence={t("terminate_text")}
          confirm={t("terminate")}
          fields={[
            {
              name: "last_backup",
              label: t("last_backup"),
              kind: "select",
              required: true,
              value: "demanded",
              options: ["demanded", "waived"].map((value) => ({ value, label: t(`last_backup_${value}`) })),
              help: t("last_backup_help"),
            },
            { name: "reason", label: t("reason"), kind: "multiline" },
          ]}
          check={({ last_backup, reason }): Record<string, string> => (last_backup === "waived" && !reason ? { reason: t("last_backup_reason") } : {})}
          run={({ last_backup, reason = "" }, header) => terminateService(id, { reason, withoutBackup: last_backup === "waived" }, header)}
          done={t("begun")}
          invalidates={stale}
        />
      )}
    </>
  );
}
