import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { useEffect, useState } from "react";

import { useSession, useSessionState } from "../session";

import { FirstStep } from "./sign-in-first-step";
import { SecondStep } from "./sign-in-second-step";
import { useTranslation } from "./texts";

/** Over the page whose session has ended: signing in again goes on where one was, with what was half written. */
export function SessionDialog({ home }: { home: string }) {
  const session = useSession();
  const { lapsed } = useSessionState();
  useEffect(() => {
    session.asksInPlace = true;
    return () => {
      session.asksInPlace = false;
    };
  }, [session]);
  useEffect(() => {
    if (!lapsed) return;
    // Another window may have signed in again meanwhile.
    const look = () => void session.refresh();
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, [session, lapsed]);
  return lapsed ? <Again home={home} /> : null;
}

function Again({ home }: { home: string }) {
  const { t } = useTranslation("common");
  const session = useSession();
  const [who] = useState(session.state);
  const [mfaToken, setMfaToken] = useState<string | null>(null);
  const { user, account } = who;
  const iam = user?.kind === "iam";
  const known = iam ? { account: account?.number ?? account?.alias ?? "", username: user.username ?? "" } : { email: user?.email ?? "" };
  const done = () => {
    // The page belongs to who was here before.
    if (session.state.user?.id !== user?.id) location.assign(home);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && session.leave()}>
      <DialogContent
        title={t("app.lapsed_title")}
        description={t("app.lapsed_text")}
        className="sm:max-w-sm"
        onPointerDownOutside={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => event.preventDefault()}
      >
        <div className="pb-2">
          {mfaToken ? (
            <SecondStep titled={false} token={mfaToken} onDone={done} onStartOver={() => setMfaToken(null)} />
          ) : (
            <FirstStep way={iam ? "iam" : "root"} known={known} onDone={done} onSecond={setMfaToken} />
          )}
          <Button variant="link" size="sm" className="mt-2 px-0" onClick={() => session.leave()}>
            {t("app.lapsed_leave")}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
