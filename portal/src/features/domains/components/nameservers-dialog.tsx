import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useId, useState, type FormEvent } from "react";

import { setNameservers } from "../api/change-domain";
import type { Domain } from "../api/domains";

const fewest = 2;
const most = 13;

/** Two to thirteen hosts; what is wrong with one is said at it. */
export function NameserversDialog({ domain, onClose }: { domain: Domain; onClose: () => void }) {
  const { t } = useTranslation(["domains", "common"]);
  const explain = useExplain();
  const queries = useQueryClient();
  const id = useId();
  const [servers, setServers] = useState(() => [...(domain.nameservers ?? []), ...Array<string>(fewest).fill("")].slice(0, Math.max(fewest, domain.nameservers?.length ?? 0)));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const put = (at: number, value: string) => setServers((now) => now.map((server, index) => (index === at ? value : server)));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setErrors({});
    setFailure(null);
    const wanted = servers.map((server) => server.trim()).filter(Boolean);
    setServers([...wanted, ...Array<string>(fewest).fill("")].slice(0, Math.max(fewest, wanted.length)));
    try {
      await setNameservers(domain.id, wanted);
      await queries.invalidateQueries({ queryKey: ["domains"] });
      onClose();
    } catch (error) {
      const fields = error instanceof ApiError ? error.byField : {};
      setErrors(fields);
      const words = explain(error);
      if (!Object.keys(fields).some((field) => field.startsWith("nameservers[")))
        setFailure({ text: fields.nameservers ?? words.detail ?? words.title, requestId: words.requestId });
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("nameservers.edit_title", { name: domain.unicode })}
        description={t("nameservers.consequence")}
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              {t("common:ui.cancel")}
            </Button>
            <Button type="submit" form={id} busy={busy}>
              {t("nameservers.save")}
            </Button>
          </>
        }
      >
        <form id={id} onSubmit={(event) => void submit(event)} className="flex flex-col gap-3 pb-2" noValidate>
          <FormFailure failure={failure} />
          {servers.map((server, index) => (
            // The place is what names it: there is nothing else.
            <div key={index} className="flex items-end gap-2">
              <Field label={t("nameservers.one", { number: index + 1 })} error={errors[`nameservers[${index}]`]} className="flex-1">
                <Input
                  className="font-mono"
                  spellCheck={false}
                  autoCapitalize="none"
                  autoComplete="off"
                  placeholder={`ns${index + 1}.example.net`}
                  value={server}
                  onChange={(event) => put(index, event.target.value)}
                />
              </Field>
              <Button
                variant="ghost"
                size="icon"
                disabled={servers.length <= fewest}
                aria-label={t("nameservers.remove", { number: index + 1 })}
                onClick={() => setServers((now) => now.filter((_, place) => place !== index))}
              >
                <X aria-hidden />
              </Button>
            </div>
          ))}
          <Button variant="secondary" size="sm" className="self-start" disabled={servers.length >= most} onClick={() => setServers((now) => [...now, ""])}>
            <Plus aria-hidden />
            {t("nameservers.add")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
