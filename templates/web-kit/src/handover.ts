import type { SignedInAccount, SignedInUser } from "./session";

/** A session in a client's place, as the API gives it to staff. */
export interface ActingSession {
  access_token?: string;
  refresh_token?: string;
  expires_in?: number;
  user?: SignedInUser;
  account?: SignedInAccount | null;
}

const ready = "hostler.acting.ready";
const given = "hostler.acting.session";
const patienceMs = 60_000;

/** Opens the portal in another tab and gives it the session, from memory to memory: it stands in no address and in no storage. */
export function openPortalAs(session: ActingSession): boolean {
  const tab = window.open("/acting", "_blank");
  if (!tab) return false;
  const answer = (event: MessageEvent<{ type?: string }>) => {
    if (event.source !== tab || event.origin !== location.origin || event.data.type !== ready) return;
    window.removeEventListener("message", answer);
    tab.postMessage({ type: given, session }, location.origin);
  };
  window.addEventListener("message", answer);
  setTimeout(() => window.removeEventListener("message", answer), patienceMs);
  return true;
}

/** In that other tab: asks who opened it for the session, once. Returns how to stop waiting. */
export function awaitActing(take: (session: ActingSession) => void): () => void {
  const opener = window.opener as Window | null;
  if (!opener) return () => undefined;
  const listen = (event: MessageEvent<{ type?: string; session?: ActingSession }>) => {
    if (event.source !== opener || event.origin !== location.origin || event.data.type !== given || !event.data.session) return;
    window.removeEventListener("message", listen);
    window.opener = null;
    take(event.data.session);
  };
  window.addEventListener("message", listen);
  opener.postMessage({ type: ready }, location.origin);
  return () => window.removeEventListener("message", listen);
}
