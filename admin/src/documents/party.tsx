import { useTranslation } from "@hostler/web-kit/react/texts";

import { useCountryName } from "../records/names";

import { PartyTaxNumber } from "./party-tax-number";

/** A party as it stood on the day of issue: the document keeps it as it was then. */
export function Party({ of }: { of: unknown }) {
  const { t } = useTranslation("documents");
  const country = useCountryName();
  const party = (of ?? {}) as Record<string, unknown>;
  const text = (from: Record<string, unknown>, key: string) => (typeof from[key] === "string" ? (from[key] as string) : "");
  const at = (party.address ?? {}) as Record<string, unknown>;
  const address = [
    text(at, "line1"),
    text(at, "line2"),
    [text(at, "postal_code"), text(at, "city")].filter(Boolean).join(" "),
    text(at, "state"),
    country(text(at, "country")),
  ].filter(Boolean);
  const name = partyName(of);
  const person = text(party, "name");
  return (
    <>
      <span className="block font-medium">{name}</span>
      {person && person !== name && <span className="block">{person}</span>}
      {address.map((line) => (
        <span key={line} className="block text-muted-foreground">
          {line}
        </span>
      ))}
      {text(party, "gstin") && (
        <span className="block text-muted-foreground">
          {t("gstin")} <span className="font-mono">{text(party, "gstin")}</span>
        </span>
      )}
      {text(party, "tax_id") && <PartyTaxNumber number={text(party, "tax_id")} check={party.tax_id_check} />}
      {text(party, "account_number") && (
        <span className="block text-muted-foreground">
          {t("account")} <span className="font-mono">{text(party, "account_number")}</span>
        </span>
      )}
    </>
  );
}

export function partyName(of: unknown): string {
  const party = (of ?? {}) as Record<string, unknown>;
  for (const key of ["legal_name", "company", "name"]) if (typeof party[key] === "string" && party[key]) return party[key];
  return "";
}
