const loading = new Map<string, Promise<void>>();
// What neither comes nor fails is blocked too, only politely.
const patienceMs = 20_000;

/** Loads a gateway's own script once. Only over TLS, or from this machine in the sandbox. */
export function loadGatewayScript(address: string): Promise<void> {
  const url = new URL(address);
  const local = url.hostname === "127.0.0.1" || url.hostname === "localhost";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && local)) return Promise.reject(new Error("unsafe script"));
  let promise = loading.get(url.href);
  if (!promise) {
    promise = new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = url.href;
      const blocked = () => {
        loading.delete(url.href);
        script.remove();
        fail(new Error("blocked"));
      };
      const timer = setTimeout(blocked, patienceMs);
      script.onload = () => {
        clearTimeout(timer);
        done();
      };
      script.onerror = () => {
        clearTimeout(timer);
        blocked();
      };
      document.head.append(script);
    });
    loading.set(url.href, promise);
  }
  return promise;
}
