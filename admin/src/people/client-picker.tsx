import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Skeleton } from "@hostler/ui/skeleton";
import { answer } from "@hostler/web-kit/api-client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "../api/client";

import { nameOfClient } from "./clients";

const shown = 6;

/** Finds a client by name, e-mail, company or number. */
export function ClientPicker({ value, onChange, error }: { value: string; onChange: (id: string) => void; error?: string }) {
  const { t } = useTranslation("people");
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const { data, isPending } = useQuery({
    queryKey: ["clients", "pick", q],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/clients", { params: { query: { q: q || undefined, limit: shown } }, signal }))).data ?? [],
  });
  return (
    <div className="flex flex-col gap-2">
      <Field label={t("find")} error={error}>
        <Input type="search" value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
      </Field>
      {isPending ? (
        <Skeleton className="h-20" />
      ) : (
        <RadioGroup value={value} onValueChange={onChange} aria-label={t("client")}>
          {(data ?? []).map((client) => (
            <RadioItem key={client.id} value={client.id} help={client.email}>
              {nameOfClient(client)}
            </RadioItem>
          ))}
        </RadioGroup>
      )}
      {data?.length === 0 && <p className="text-sm text-muted-foreground">{t("nobody")}</p>}
    </div>
  );
}
