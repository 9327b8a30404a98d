import { Button } from "@hostler/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@hostler/ui/dropdown-menu";
import { ActDialog } from "@hostler/web-kit/react/act-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { BadgeCheck, Ban, Drama, Ellipsis, Pencil, Play, WalletCards } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { nameOfClient, type Client } from "../../../people/clients";
import { activateClient, suspendClient, verifyClient } from "../api/client";

import { CreditDialog } from "./credit-dialog";
import { ImpersonateDialog } from "./impersonate-dialog";

const EditSheet = lazy(() => import("./edit-sheet").then((module) => ({ default: module.EditSheet })));

type Doing = "credit" | "impersonate" | "suspend" | "activate" | "verify" | "edit";

/** What staff can do for, and to, a client. */
export function ClientActs({ client }: { client: Client }) {
  const { t } = useTranslation("clients");
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const closed = client.status === "closed";
  return (
    <>
      <Button variant="secondary" disabled={closed} onClick={() => setDoing("impersonate")}>
        <Drama aria-hidden />
        {t("impersonate")}
      </Button>
      <Button variant="secondary" disabled={closed} onClick={() => setDoing("credit")}>
        <WalletCards aria-hidden />
        {t("add_credit")}
      </Button>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={t("more")}>
            <Ellipsis aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem onSelect={() => setDoing("edit")}>
            <Pencil aria-hidden />
            {t("edit")}
          </MenuItem>
          {!client.verified && (
            <MenuItem onSelect={() => setDoing("verify")}>
              <BadgeCheck aria-hidden />
              {t("verify")}
            </MenuItem>
          )}
          {client.status === "suspended" && (
            <MenuItem onSelect={() => setDoing("activate")}>
              <Play aria-hidden />
              {t("activate")}
            </MenuItem>
          )}
          {client.status === "active" && (
            <MenuItem danger onSelect={() => setDoing("suspend")}>
              <Ban aria-hidden />
              {t("suspend")}
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
      {doing === "credit" && <CreditDialog client={client} onClose={close} />}
      {doing === "impersonate" && <ImpersonateDialog client={client} onClose={close} />}
      {doing === "edit" && (
        <Suspense fallback={null}>
          <EditSheet client={client} onClose={close} />
        </Suspense>
      )}
      {doing === "suspend" && (
        <ActDialog
          onClose={close}
          danger
          title={t("suspend_title", { name: nameOfClient(client) })}
          consequence={t("suspend_text")}
          confirm={t("suspend")}
          fields={[{ name: "reason", label: t("reason"), kind: "multiline" }]}
          run={({ reason = "" }) => suspendClient(client.id, reason)}
          done={t("suspend_done")}
          invalidates={["clients"]}
        />
      )}
      {doing === "activate" && (
        <ActDialog
          onClose={close}
          title={t("activate_title", { name: nameOfClient(client) })}
          consequence={t("activate_text")}
          confirm={t("activate")}
          run={() => activateClient(client.id)}
          done={t("activate_done")}
          invalidates={["clients"]}
        />
      )}
      {doing === "verify" && (
        <ActDialog
          onClose={close}
          title={t("verify_title", { email: client.email })}
          consequence={t("verify_text")}
          confirm={t("verify")}
          run={() => verifyClient(client.id)}
          done={t("verify_done")}
          invalidates={["clients"]}
        />
      )}
    </>
  );
}
