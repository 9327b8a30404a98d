import { Combobox } from "@hostler/ui/combobox";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState, type ComponentProps } from "react";

import { nameOfClient, type Client } from "./clients";
import { findClients } from "./find-clients";

interface ClientPickerProps extends Pick<ComponentProps<typeof Combobox>, "id" | "required" | "aria-label" | "aria-describedby" | "aria-invalid"> {
  client: Client | null;
  onChange: (client: Client | null) => void;
}

/** A client, found by name, e-mail, account or company. Asks when typing rests. */
export function ClientPicker({ client, onChange, ...input }: ClientPickerProps) {
  const { t } = useTranslation("people");
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  // Nobody is asked for before somebody reaches for it.
  const [reached, setReached] = useState(false);
  const query = useQuery({ ...findClients(useDeferredValue(q)), placeholderData: keepPreviousData, enabled: reached });
  const found = query.data?.data ?? [];
  const optionOf = (one: Client) => ({ value: one.id, label: nameOfClient(one), detail: `${one.number} · ${one.email} · ${one.currency}` });
  return (
    <div onFocus={() => setReached(true)}>
      <Combobox
        {...input}
        picked={client ? optionOf(client) : null}
        onPick={(option) => onChange(found.find((one) => one.id === option?.value) ?? null)}
        options={found.map(optionOf)}
        onSearch={setTyped}
        busy={query.isFetching || typed !== q}
        placeholder={t("find_client")}
        none={t("no_client")}
      />
    </div>
  );
}
