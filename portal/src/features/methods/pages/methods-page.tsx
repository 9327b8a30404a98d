import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useSessionState } from "@hostler/web-kit/session";
import { useQuery } from "@tanstack/react-query";

import { paymentMethods, takes } from "../../../paying/methods";
import { AddMethod } from "../components/add-method";
import { OfferedMethods } from "../components/offered-methods";
import { SavedMethods } from "../components/saved-methods";

/** What is saved, and what else one can pay with. */
export default function MethodsPage() {
  const { t } = useTranslation("methods");
  const Link = useLink();
  const currency = useSessionState().account?.currency;
  const [state, change] = useUrlState("open");
  useTitle(t("title"));
  const query = useQuery(paymentMethods);
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <Ask query={query} skeleton={<SkeletonRows rows={3} />}>
        {(all) => {
          const saving = (all.offered ?? []).filter((method) => method.saves && (!currency || takes(method, currency)));
          return (
            <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
              <div className="flex min-w-0 flex-col gap-3">
                <SavedMethods saved={all.data ?? []} onAdd={saving.length > 0 ? () => change({ open: "add" }, true) : undefined} />
                <Link href="/billing/settings" className="inline-flex min-h-7 items-center self-start text-sm text-primary hover:underline">
                  {t("to_settings")}
                </Link>
              </div>
              <OfferedMethods offered={all.offered ?? []} />
              {state.open === "add" && <AddMethod offered={saving} onClose={() => change({ open: undefined })} />}
            </div>
          );
        }}
      </Ask>
    </>
  );
}
