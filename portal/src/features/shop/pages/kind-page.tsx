import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useRouterState } from "@tanstack/react-router";

import { PlanSection } from "../components/plan-section";
import { Questions } from "../components/questions";

const kinds = ["hosting", "vps", "dedicated", "storage"] as const;

/** One kind compared: its plans beside one another. */
export default function KindPage() {
  const { t } = useTranslation("shop");
  const path = useRouterState({ select: (state) => state.location.pathname });
  const kind = kinds.find((one) => path === `/${one}`) ?? "hosting";
  useTitle(t(`kind.${kind}.name`));
  return (
    <>
      <section className="mx-auto max-w-6xl px-4 pt-12 sm:px-6">
        <h1 className="text-center text-3xl font-semibold tracking-tight">{t(`kind.${kind}.name`)}</h1>
        <p className="mx-auto mt-2 mb-8 max-w-2xl text-center text-base text-muted-foreground">{t(`kind.${kind}.text`)}</p>
        <h2 className="sr-only">{t("plans_title")}</h2>
        <PlanSection type={kind} />
      </section>
      <Questions />
    </>
  );
}
