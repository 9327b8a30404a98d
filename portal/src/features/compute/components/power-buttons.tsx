import { Button } from "@hostler/ui/button";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@hostler/ui/dropdown-menu";
import { useLink } from "@hostler/ui/lib/link";
import { toast } from "@hostler/ui/toaster";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Ellipsis, Play, RotateCw, Square } from "lucide-react";
import { useState } from "react";

import { isBusy, nameOf, type Instance } from "../api/instances";

import { ConsoleButton } from "./console-button";
import { RebuildDialog } from "./rebuild-dialog";
import { SnapshotDialog } from "./snapshot-dialog";
import { useMachineAction } from "./use-machine-action";

// What is asked about first, and whether power is cut rather than the system asked.
const asked = {
  stop: { action: "stop", force: false },
  reboot: { action: "reboot", force: false },
  force_stop: { action: "stop", force: true },
  force_reboot: { action: "reboot", force: true },
  reset_password: { action: "reset_password", force: undefined },
} as const;
type Asked = keyof typeof asked;

/** Everything that can be done to a machine, as far as its provider offers it. */
export function PowerButtons({ instance }: { instance: Instance }) {
  const { t } = useTranslation("compute");
  const Link = useLink();
  const [asking, setAsking] = useState<Asked | "rebuild" | "snapshot" | null>(null);
  const { act, busy, failure, clear } = useMachineAction(instance.id);
  const offers = (action: string) => (instance.actions ?? []).includes(action);
  const closed = instance.status !== "active" || isBusy(instance);
  const close = () => {
    clear();
    setAsking(null);
  };
  const start = async () => {
    if (!(await act({ action: "start" }))) void toast("error", t("refused"));
  };
  const confirm = async (what: Asked) => {
    const { action, force } = asked[what];
    if (await act({ action, ...(force ? { params: { force: true } } : {}) })) close();
  };
  const question = asking && asking !== "rebuild" && asking !== "snapshot" ? asking : null;
  return (
    <>
      {instance.power === "stopped" && offers("start") && (
        <Button disabled={closed} busy={busy && asking === null} onClick={() => void start()}>
          <Play aria-hidden />
          {t("action.start")}
        </Button>
      )}
      {instance.power !== "stopped" && offers("stop") && (
        <Button variant="secondary" disabled={closed} onClick={() => setAsking("stop")}>
          <Square aria-hidden />
          {t("action.stop")}
        </Button>
      )}
      {instance.power === "running" && offers("reboot") && (
        <Button variant="secondary" disabled={closed} onClick={() => setAsking("reboot")}>
          <RotateCw aria-hidden />
          {t("action.reboot")}
        </Button>
      )}
      <ConsoleButton instance={instance} />
      <Menu>
        <MenuTrigger asChild>
          <Button variant="secondary" size="icon" aria-label={t("more")}>
            <Ellipsis aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem asChild>
            <Link href={`/services/${instance.id}/upgrade`}>{t("action.resize")}</Link>
          </MenuItem>
          {offers("snapshot") && (
            <MenuItem disabled={closed} onSelect={() => setAsking("snapshot")}>
              {t("action.snapshot")}
            </MenuItem>
          )}
          {offers("reset_password") && (
            <MenuItem disabled={closed} onSelect={() => setAsking("reset_password")}>
              {t("action.reset_password")}
            </MenuItem>
          )}
          <MenuSeparator />
          {offers("stop") && (
            <MenuItem disabled={closed} onSelect={() => setAsking("force_stop")}>
              {t("action.force_stop")}
            </MenuItem>
          )}
          {offers("reboot") && (
            <MenuItem disabled={closed} onSelect={() => setAsking("force_reboot")}>
              {t("action.force_reboot")}
            </MenuItem>
          )}
          {offers("rebuild") && (
            <MenuItem danger disabled={closed} onSelect={() => setAsking("rebuild")}>
              {t("action.rebuild")}
            </MenuItem>
          )}
          <MenuItem danger asChild>
            <Link href={`/services/${instance.id}/cancel`}>{t("action.end")}</Link>
          </MenuItem>
        </MenuContent>
      </Menu>
      <ConfirmDialog
        open={question !== null}
        onOpenChange={(open) => !open && close()}
        title={question ? t(`ask.${question}.title`, { name: nameOf(instance) }) : ""}
        consequence={question ? t(`ask.${question}.text`) : ""}
        confirm={question ? t(`action.${question}`) : ""}
        danger={question === "force_stop" || question === "force_reboot"}
        busy={busy}
        error={failure?.text}
        onConfirm={() => question && void confirm(question)}
      />
      {asking === "rebuild" && <RebuildDialog instance={instance} onClose={close} />}
      {asking === "snapshot" && <SnapshotDialog instance={instance} onClose={close} />}
    </>
  );
}
