import { Skeleton } from "@hostler/ui/skeleton";
import { Stepper } from "@hostler/ui/stepper";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";

import { getRegistration, type Registration } from "../api/registration";
import { AddressStep } from "../components/address-step";
import { CodeStep } from "../components/code-step";
import { FirstStep } from "../components/first-step";
import { ReviewStep } from "../components/review-step";

/** Joining in four steps. The address holds the registration, so that it can be taken up again. */
export default function RegisterPage() {
  const { t } = useTranslation("register");
  useTitle(t("title"));
  const [state, change] = useUrlState("reg", "step");
  const query = useQuery({ ...getRegistration(state.reg ?? ""), enabled: Boolean(state.reg) });
  const steps = [t("steps.you"), t("steps.code"), t("steps.address"), t("steps.review")];
  const current = !state.reg ? 0 : stepOf(query.data, state.step);
  return (
    <section className="w-full max-w-lg">
      <h1 className="mb-4 text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <div className="mb-6 overflow-x-auto pb-1">
        <Stepper steps={steps} current={current} label={t("title")} />
      </div>
      {!state.reg ? (
        <FirstStep onStarted={(reg) => change({ reg, step: undefined }, true)} />
      ) : (
        <Ask query={query} skeleton={<Skeleton className="h-72" />}>
          {(registration) => {
            if (current === 1)
              return <CodeStep registration={registration} onVerified={() => void query.refetch()} onStartOver={() => change({ reg: undefined, step: undefined })} />;
            if (current === 2) return <AddressStep registration={registration} onSaved={() => void query.refetch().then(() => change({ step: undefined }, true))} />;
            return <ReviewStep registration={registration} onChange={() => change({ step: "address" }, true)} />;
          }}
        </Ask>
      )}
    </section>
  );
}

function stepOf(registration: Registration | undefined, wanted: string | undefined): number {
  if (!registration || registration.state === "pending") return 1;
  if (!registration.address || wanted === "address") return 2;
  return 3;
}
