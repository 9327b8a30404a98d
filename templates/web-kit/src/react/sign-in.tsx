import { Tabs, TabsContent, TabsList, TabsTrigger } from "@hostler/ui/tabs";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";

import { ownPath } from "../own-path";
import { useSession } from "../session";

import { FirstStep, type Way } from "./sign-in-first-step";
import { SecondStep } from "./sign-in-second-step";
import { useTranslation } from "./texts";

const keptWay = "hostler.sign_in_way";

interface SignInProps {
  /** The shop's clients sign in two ways; staff by e-mail alone. */
  ways: Way[];
  /** Where to go afterwards, unless a page sent the person here. */
  home: string;
  /** A page that offers a second factor to who has none, on the way there. */
  offer?: string;
  links?: ReactNode;
}

/** Signing in: e-mail or account, captcha where it is asked for, then the second step where there is one. */
export function SignIn({ ways, home, offer, links }: SignInProps) {
  const { t } = useTranslation("common");
  const search = useSearch({ strict: false }) as { to?: string; ended?: string };
  const navigate = useNavigate();
  const session = useSession();
  const [mfaToken, setMfaToken] = useState<string | null>(null);
  const [way, setWay] = useState<Way>(() => (ways.includes("iam") && localStorage.getItem(keptWay) === "iam" ? "iam" : "root"));
  const target = ownPath(search.to, home);
  const done = () => {
    const unprotected = offer && session.state.user && !session.state.user.two_factor;
    void navigate({ href: unprotected ? `${offer}?to=${encodeURIComponent(target)}` : target } as never);
  };
  const choose = (next: string) => {
    localStorage.setItem(keptWay, next);
    setWay(next as Way);
  };
  if (mfaToken) return <SecondStep token={mfaToken} onDone={done} onStartOver={() => setMfaToken(null)} />;
  return (
    <section className="w-full max-w-sm">
      <h1 className="mb-4 text-2xl font-semibold tracking-tight">{t("sign_in.title")}</h1>
      {search.ended && (
        <p role="status" className="mb-4 rounded-md border border-info/30 bg-info/10 px-3 py-2 text-sm text-info">
          {t("app.ended")}
        </p>
      )}
      {ways.length > 1 ? (
        <Tabs value={way} onValueChange={choose}>
          <TabsList aria-label={t("sign_in.title")}>
            <TabsTrigger value="root">{t("sign_in.root")}</TabsTrigger>
            <TabsTrigger value="iam">{t("sign_in.iam")}</TabsTrigger>
          </TabsList>
          {ways.map((one) => (
            <TabsContent key={one} value={one}>
              <FirstStep way={one} onDone={done} onSecond={setMfaToken} />
            </TabsContent>
          ))}
        </Tabs>
      ) : (
        <FirstStep way="root" onDone={done} onSecond={setMfaToken} />
      )}
      {links && <nav className="mt-6 flex flex-col gap-1 text-sm">{links}</nav>}
    </section>
  );
}
