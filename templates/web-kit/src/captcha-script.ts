/** What a page is told about a captcha: whether one is asked, and what shows it. */
export interface Captcha {
  required: boolean;
  provider: string;
  site_key?: string;
  /** An address. */
  script?: string;
  /** What the script offers on the window: "turnstile". */
  object?: string;
  mode?: string;
}

/** What Turnstile, reCAPTCHA and hCaptcha have in common. */
export interface CaptchaApi {
  render(place: HTMLElement, wishes: Record<string, unknown>): unknown;
  reset(id: unknown): void;
  remove?(id: unknown): void;
  /** Of those that show nothing: a token for an action. */
  execute?(siteKey: string, wishes: { action: string }): Promise<string>;
}

const patience = 20_000;
const loaded = new Map<string, Promise<CaptchaApi>>();

/** The provider's script, once for the page. What failed is tried anew by the next who asks. */
export function loadCaptcha({ script = "", object = "" }: Captcha): Promise<CaptchaApi> {
  const before = loaded.get(script);
  if (before) return before;
  const loading = new Promise<CaptchaApi>((resolve, reject) => {
    const page = window as unknown as Record<string, unknown>;
    const called = `hostlerCaptcha${loaded.size + 1}`;
    const tag = document.createElement("script");
    const fail = () => {
      loaded.delete(script);
      tag.remove();
      reject(new Error("the captcha's script was not loaded"));
    };
    const timer = setTimeout(fail, patience);
    page[called] = () => {
      clearTimeout(timer);
      resolve(page[object] as CaptchaApi);
    };
    const address = new URL(script);
    address.searchParams.set("onload", called);
    if (object === "grecaptcha") address.searchParams.set("hl", document.documentElement.lang);
    tag.src = address.href;
    tag.async = true;
    tag.addEventListener("error", () => {
      clearTimeout(timer);
      fail();
    });
    document.head.append(tag);
  });
  loaded.set(script, loading);
  return loading;
}

/** A token of a captcha that shows nothing. */
export async function executeCaptcha(captcha: Captcha, action: string): Promise<string> {
  const api = await loadCaptcha(captcha);
  return (await api.execute?.(captcha.site_key ?? "", { action })) ?? "";
}

const askingPages = /\/(login|register|forgot-password|forgot-username|contact)$/;

/**
 * Whether loading the page anew lets the script in. Only pages that ask for a captcha are served with a policy that names its origins, and whoever came to one
 * by a link within the application still has the policy of the page they began with.
 */
export function needsOwnDocument(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  return entry !== undefined && askingPages.test(location.pathname) && new URL(entry.name).pathname !== location.pathname;
}
