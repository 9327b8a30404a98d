import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useLink } from "@hostler/ui/lib/link";
import { parseMoney, type Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTitle } from "@hostler/web-kit/react/title";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { PayDialog } from "../../../paying/pay-dialog";
import { topUp, wallet } from "../api/money";

export default function WalletPage() {
  const { t } = useTranslation("money");
  const Link = useLink();
  const brand = useBrand();
  const currency = useSessionState().account?.currency ?? brand.currency;
  useTitle(t("wallet.title"));
  const query = useQuery(wallet);
  const [typed, setTyped] = useState("");
  const [error, setError] = useState("");
  const [amount, setAmount] = useState<Amount | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseMoney(typed.trim(), currency);
    if (!parsed || parsed.amount <= 0) return setError(t("wallet.no_amount"));
    setError("");
    setAmount(parsed);
  };
  return (
    <>
      <PageHeader title={t("wallet.title")} description={t("wallet.description")} />
      <div className="grid items-stretch gap-4 md:grid-cols-2">
        <Card title={t("wallet.balance")}>
          <Ask query={query} skeleton={<Skeleton className="h-12" />}>
            {(held) => {
              const shown = (held.balances ?? []).length > 0 ? (held.balances ?? []) : [{ amount: 0, currency }];
              return shown.map((balance) => (
                <p key={balance.currency} className="text-3xl font-semibold tracking-tight">
                  <Money value={balance} />
                </p>
              ));
            }}
          </Ask>
          <p className="mt-3 text-sm text-muted-foreground">{t("wallet.renews")}</p>
          <Link href="/billing/statement" className="mt-2 inline-flex min-h-7 items-center text-sm text-primary hover:underline">
            {t("wallet.to_statement")}
          </Link>
          <Link href="/receipts" className="ms-4 mt-2 inline-flex min-h-7 items-center text-sm text-primary hover:underline">
            {t("wallet.to_receipts")}
          </Link>
        </Card>
        <Card title={t("wallet.top_up")}>
          <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
            <Field label={t("wallet.amount", { currency })} error={error || undefined}>
              <Input inputMode="decimal" className="font-mono" value={typed} onChange={(event) => setTyped(event.target.value)} placeholder="1000" autoComplete="off" />
            </Field>
            <Button type="submit" className="self-start">
              {t("wallet.go_on")}
            </Button>
          </form>
        </Card>
      </div>
      {amount && (
        <PayDialog
          withoutWallet
          purpose="credit"
          title={t("wallet.top_up")}
          amount={amount}
          onClose={() => setAmount(null)}
          start={(method, header) => topUp(amount, method, header)}
        />
      )}
    </>
  );
}
