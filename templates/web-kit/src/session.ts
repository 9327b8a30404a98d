import { createContext, useContext, useSyncExternalStore } from "react";

import { forgetDrafts } from "./drafts";
import { ApiError } from "./problem";

export interface SignedInUser {
  id: string;
  name: string;
  email: string;
  username?: string | null;
  kind: string;
  role: string;
  language: string;
  two_factor: boolean;
}
export interface SignedInAccount {
  id: string;
  number: string;
  alias?: string | null;
  first_name: string;
  last_name: string;
  company?: string | null;
  currency: string;
  status: string;
}
interface SignInAnswer {
  access_token?: string;
  expires_in?: number;
  mfa_required?: boolean;
  mfa_token?: string;
  user?: SignedInUser;
  account?: SignedInAccount | null;
}
export type SignInBody = { email: string; password: string; captcha?: string } | { account: string; username: string; password: string; captcha?: string };
export type FactorBody = { mfa_token: string } & ({ code: string } | { recovery_code: string });

export interface SessionState {
  phase: "unknown" | "out" | "in";
  user?: SignedInUser;
  account?: SignedInAccount | null;
  /** It ended by itself: time ran out, or it was ended elsewhere. */
  ended?: boolean;
  /** Staff in this client's place. */
  acting?: boolean;
  /** Its time is over while pages are open: whoever it was may sign in again where they are. */
  lapsed?: boolean;
}

// Says only who was signed in here in this browser: strangers cause no call, and other windows hear when it changes.
const hint = "hostler.signed_in";
// What goes along where the cookie signs in: good as long as the cookie beside it, so not asked for at each opening of a page.
const csrf = "hostler.csrf";
const earlyMs = 30_000;

/** Who is signed in. The access token lives here alone; the refresh token in a cookie that no script can read. */
export class Session {
  #state: SessionState = { phase: "unknown" };
  #token = "";
  #expires = 0;
  #refreshing: Promise<boolean> | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #fits: (user: SignedInUser) => boolean;
  /** Shows the dialog that asks for a fresh factor; true once it was given. */
  askForFactor: (() => Promise<boolean>) | null = null;
  #asking: Promise<boolean> | null = null;
  // What renews a session in a client's place: the cookie stays the staff member's own.
  #spare = "";
  /** Set by what lets people sign in again over the page where they are; without it the page is left. */
  asksInPlace = false;
  #waiting: ((again: boolean) => void)[] = [];

  /** `fits` tells whose sessions this application is for: one host's portal and admin share the cookie. */
  constructor(fits: (user: SignedInUser) => boolean = () => true) {
    this.#fits = fits;
  }

  get state() {
    return this.#state;
  }
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes up what an earlier visit left. Never throws. */
  async restore(): Promise<void> {
    if (this.#state.phase !== "unknown") return;
    if (localStorage.getItem(hint) === null) return this.#set({ phase: "out" });
    if (!(await this.refresh())) this.#set({ phase: "out" });
  }

  /** The first step: either it is done, or the second step needs the token that is returned. */
  async signIn(body: SignInBody): Promise<{ mfaToken: string } | { done: true }> {
    const answer = await this.#post<SignInAnswer>("/api/auth/login", body);
    if (answer.mfa_required && answer.mfa_token) return { mfaToken: answer.mfa_token };
    this.#takeUp(answer);
    return { done: true };
  }

  async secondFactor(body: FactorBody): Promise<void> {
    this.#takeUp(await this.#post<SignInAnswer>("/api/auth/mfa", body));
  }

  /** A fresh factor for what asks for one. */
  async stepUp(body: { code: string } | { password: string }): Promise<void> {
    const answer = await this.#post<SignInAnswer>("/api/auth/step-up", body, await this.#bearer());
    this.#keep(answer);
  }

  /** Ends as signed out whether or not the engine could be told. */
  async signOut(): Promise<void> {
    try {
      if (this.#state.acting) await this.#post("/api/auth/logout", {}, await this.#bearer(), "omit");
      else await this.#postByCookie("/api/auth/logout");
    } catch {
      // The cookie dies by its age; here everything is forgotten anyway.
    } finally {
      forgetDrafts();
      localStorage.removeItem(csrf);
      this.#forget({ phase: "out" });
    }
  }

  /** For a sign-up that ends signed in. */
  takeUp(answer: SignInAnswer) {
    this.#takeUp(answer);
  }

  /** Staff go on in a client's place. It lives in this tab alone and ends with it. */
  actFor(answer: SignInAnswer & { refresh_token?: string }) {
    if (!answer.user || !this.#fits(answer.user)) throw new ApiError({ status: 403, code: "wrong_application" });
    this.#spare = answer.refresh_token ?? "";
    this.#keep(answer);
    this.#set({ phase: "in", user: answer.user, account: answer.account, acting: true });
  }

  /** A new access token by the cookie; one call however many ask, and one tab at a time, since a spent token ends the session. */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#alone(() => this.#refresh()).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /** fetch as whoever is signed in: refreshes a token that is stale, asks for a fresh factor or to sign in again, and repeats the request then. */
  fetch = async (request: Request): Promise<Response> => {
    const send = () => this.#send(request.clone());
    let response = await send();
    if (this.#state.phase === "in" && (await isDead(response))) {
      // After a refresh whatever is answered is about what was sent; without a verdict nothing is known, and nothing is ended.
      const again = this.#state.lapsed ? false : await this.refresh();
      if (again || (this.#state.lapsed && (await this.#signedInAgain()))) response = await send();
    }
    if (response.status === 403 && this.askForFactor && (await codeOf(response)) === "step_up_required") {
      this.#asking ??= this.askForFactor().finally(() => {
        this.#asking = null;
      });
      if (await this.#asking) response = await send();
    }
    return response;
  };

  /** Another window signed out, or somebody else in: nothing of this one's may stay on the page. */
  hearOtherWindows(): () => void {
    const listen = ({ key, newValue }: StorageEvent) => {
      if (key !== hint || this.#state.phase !== "in" || newValue === this.#state.user?.id) return;
      this.#forget({ phase: "out", ended: true }, newValue);
    };
    addEventListener("storage", listen);
    return () => removeEventListener("storage", listen);
  }

  /** Who does not sign in again in place goes. */
  leave() {
    this.#forget({ phase: "out", ended: true });
  }

  #signedInAgain(): Promise<boolean> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #end() {
    if (!this.asksInPlace) return this.#forget({ phase: "out", ended: true });
    this.#token = "";
    this.#expires = 0;
    this.#set({ ...this.#state, lapsed: true });
  }

  async #send(request: Request): Promise<Response> {
    const headers = await this.#bearer();
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    try {
      return await fetch(request);
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw ApiError.offline();
    }
  }

  async #bearer(): Promise<Record<string, string>> {
    if (this.#token && Date.now() > this.#expires - earlyMs) await this.refresh();
    return this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
  }

  async #alone(work: () => Promise<boolean>): Promise<boolean> {
    if (!("locks" in navigator)) return work();
    return navigator.locks.request("hostler.refresh", work);
  }

  async #refresh(): Promise<boolean> {
    if (this.#state.acting) return this.#refreshActing();
    try {
      const answer = await this.#postByCookie<SignInAnswer>("/api/auth/refresh-token");
      if (!answer.user || !this.#fits(answer.user)) return false;
      this.#takeUp(answer);
      return true;
    } catch (error) {
      // Without an answer nothing is known: the session may live on.
      if (error instanceof ApiError && (error.status === 0 || error.status >= 500 || error.status === 429)) return false;
      if (this.#state.phase === "in") this.#end();
      else localStorage.removeItem(hint);
      return false;
    }
  }

  async #refreshActing(): Promise<boolean> {
    try {
      const answer = await this.#post<SignInAnswer & { refresh_token?: string }>("/api/auth/refresh-token", { refresh_token: this.#spare }, {}, "omit");
      this.#spare = answer.refresh_token ?? this.#spare;
      this.#keep(answer);
      return true;
    } catch (error) {
      if (error instanceof ApiError && (error.status === 0 || error.status >= 500 || error.status === 429)) return false;
      this.#forget({ phase: "out", ended: true });
      return false;
    }
  }

  /** With the token that is kept; where the engine has another by now, which it says before it does anything, with that. */
  async #postByCookie<T>(path: string): Promise<T> {
    const send = (token: string) => this.#post<T>(path, {}, { "X-CSRF-Token": token });
    const kept = localStorage.getItem(csrf);
    if (!kept) return send(await this.#csrf());
    try {
      return await send(kept);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "csrf")) throw error;
      return send(await this.#csrf());
    }
  }

  async #csrf(): Promise<string> {
    const response = await this.#plain("/api/auth/csrf", {});
    const { csrf_token: token } = (await response.json()) as { csrf_token: string };
    localStorage.setItem(csrf, token);
    return token;
  }

  async #post<T>(path: string, body: unknown, headers: Record<string, string> = {}, credentials: RequestCredentials = "same-origin"): Promise<T> {
    const response = await this.#plain(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers }, credentials });
    return (await response.json()) as T;
  }

  async #plain(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(new URL(path, location.origin), { credentials: "same-origin", ...init });
    } catch {
      throw ApiError.offline();
    }
    if (!response.ok) throw await ApiError.from(response);
    return response;
  }

  #takeUp(answer: SignInAnswer) {
    if (answer.user && !this.#fits(answer.user)) {
      throw new ApiError({ status: 403, code: "wrong_application" });
    }
    this.#keep(answer);
    const before = this.#state.user;
    const user = answer.user ?? before;
    localStorage.setItem(hint, user?.id ?? "1");
    this.#set({ phase: "in", user, account: answer.account === undefined ? this.#state.account : answer.account });
    // What waited is sent again by whoever asked for it, and by nobody else.
    this.#answerWaiting(before?.id === user?.id);
  }

  #keep({ access_token, expires_in }: SignInAnswer) {
    if (!access_token) throw new ApiError({ status: 0, code: "no_token" });
    this.#token = access_token;
    this.#expires = Date.now() + (expires_in ?? 60) * 1000;
  }

  #forget(state: SessionState, next: string | null = null) {
    this.#token = "";
    this.#expires = 0;
    this.#spare = "";
    // Somebody else's sign-in in another window stays theirs; in a client's place the browser's own session goes on.
    if (!next && !this.#state.acting) localStorage.removeItem(hint);
    this.#set(state);
    this.#answerWaiting(false);
  }

  #answerWaiting(again: boolean) {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(again);
  }

  #set(state: SessionState) {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

// A wrong password or code is answered 401 too: that is about what was typed, and ends nothing.
const aboutTyping = ["wrong_password", "invalid_code", "invalid_credentials"];

async function isDead(response: Response): Promise<boolean> {
  return response.status === 401 && !aboutTyping.includes((await codeOf(response)) ?? "");
}

async function codeOf(response: Response): Promise<string | undefined> {
  const said = (await response
    .clone()
    .json()
    .catch(() => null)) as { code?: string } | null;
  return said?.code;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("no SessionContext above");
  return session;
}

export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => session.state);
}
