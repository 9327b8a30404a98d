#include "plugins/sandbox/captcha/widget_pages.h"

#include "core/json/json.h"
#include "plugins/sandbox/answers.h"

namespace hostler::sandbox::captcha {
namespace {

constexpr std::string_view kScript = R"js((() => {
  const source = new URL(document.currentScript.src);
  const base = source.href.slice(0, source.href.lastIndexOf("/"));
  const shown = new Map();
  let next = 0;
  const address = (key, action) =>
    `${base}/widget?` + new URLSearchParams({ sitekey: key, action: action ?? "", hostname: location.hostname });

  window.addEventListener("message", (event) => {
    if (event.origin !== source.origin) return;
    for (const one of shown.values()) {
      if (one.frame.contentWindow !== event.source) continue;
      one.token = event.data?.captchaToken ?? "";
      if (one.token) one.params.callback?.(one.token);
      else one.params["error-callback"]?.();
    }
  });

  const api = {
    ready: (call) => call(),
    render(place, params) {
      const frame = document.createElement("iframe");
      frame.title = "Captcha sandbox";
      frame.style.cssText = "width: 300px; height: 65px; border: 0";
      frame.src = address(params.sitekey, params.action);
      (typeof place === "string" ? document.querySelector(place) : place).append(frame);
      const id = String(next++);
      shown.set(id, { frame, params, token: "" });
      return id;
    },
    reset(id) {
      const one = shown.get(String(id ?? 0));
      if (!one) return;
      one.token = "";
      one.frame.src = address(one.params.sitekey, one.params.action);
    },
    remove(id) {
      shown.get(String(id))?.frame.remove();
      shown.delete(String(id));
    },
    getResponse: (id) => shown.get(String(id ?? 0))?.token ?? "",
    execute: async (key, { action } = {}) => {
      const answer = await fetch(address(key, action) + "&as=json");
      if (!answer.ok) throw new Error("the captcha sandbox knows no such site");
      return (await answer.json()).token;
    },
  };
  window[OBJECT] = api;
  const onload = source.searchParams.get("onload");
  if (onload) window[onload]?.();
})();
)js";

constexpr std::string_view kPage = R"html(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>TITLE</title>
<style>body { margin: 0; font: 14px sans-serif } label { display: flex; gap: 8px; align-items: center;
padding: 20px 12px; border: 1px solid #767676; border-radius: 4px; background: #f9f9f9; color: #1a1a1a }
input { width: 20px; height: 20px }</style></head>
<body><label><input type="checkbox"> I am a person (TITLE)</label>
<script>
const token = TOKEN;
document.querySelector("input").addEventListener("change", (event) => {
  event.target.disabled = true;
  parent.postMessage({ captchaToken: token }, "*");
});
</script></body></html>
)html";

std::string filled(std::string text, std::string_view what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

}  // namespace

front::Response widgetScript(const std::string& object) {
  front::Response response;
  response.status = 200;
  response.headers = {{"Content-Type", "text/javascript; charset=utf-8"},
                      {"Cache-Control", "no-store"}};
  response.body = filled(std::string{kScript}, "OBJECT", Json(object).dump());
  return response;
}

front::Response widgetPage(const std::string& title, const std::string& token) {
  return htmlAnswer(
      200, filled(filled(std::string{kPage}, "TITLE", title), "TOKEN", Json(token).dump()));
}

}  // namespace hostler::sandbox::captcha
