import { DescriptionList, type Fact } from "@hostler/ui/description-list";
import { Meter } from "@hostler/ui/meter";
import { useTranslation } from "@hostler/web-kit/react/texts";

/** Told in a meter instead. */
const inMeters = new Set(["accounts", "account_limit", "addresses", "free_addresses"]);

/** What the provider tells of its room: each plugin tells what it knows. */
export function Capacity({ told }: { told: Record<string, unknown> }) {
  const { t } = useTranslation("servers");
  const number = (name: string) => (typeof told[name] === "number" ? told[name] : undefined);
  const [accounts, limit, addresses, free] = [number("accounts"), number("account_limit"), number("addresses"), number("free_addresses")];
  const rest = Object.entries(told).filter(([name, value]) => !inMeters.has(name) && (typeof value === "number" || typeof value === "string"));
  return (
    <div className="flex flex-col gap-3">
      {accounts !== undefined && limit ? <Meter label={t("capacity.accounts")} used={accounts} limit={limit} words={`${accounts} / ${limit}`} /> : null}
      {addresses ? <Meter label={t("capacity.addresses")} used={addresses - (free ?? 0)} limit={addresses} words={t("capacity.free", { count: free ?? 0 })} /> : null}
      <DescriptionList
        columns={2}
        facts={[
          accounts !== undefined && !limit
            ? [
                t("capacity.accounts"),
                <span key="accounts" className="tabular-nums">
                  {accounts}
                </span>,
              ]
            : null,
          ...rest.map(([name, value]): Fact => [
            t(`capacity.${name}`, { defaultValue: name.replaceAll("_", " ") }),
            <span key={name} className="tabular-nums">
              {String(value)}
            </span>,
          ]),
        ]}
      />
    </div>
  );
}
