#include "modules/accounts/plugin_captcha.h"

#include "core/secrets/digest.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr const char* kKind = "captcha";
constexpr const char* kVerify = "verify";
constexpr std::chrono::seconds kPatience{8}, kShortPatience{5};

// A member of what came from outside; nothing where it is no text, or one too long to be any.
std::string textIn(const Json& reply, const char* member) {
  if (!reply.is_object()) return {};
  const auto found = reply.find(member);
  if (found == reply.end() || !found->is_string()) return {};
  const auto& text = found->get_ref<const std::string&>();
  return text.size() <= 1'000 ? text : std::string{};
}

// "shop.example" of "https://shop.example:8443/".
std::string hostOf(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('/'));
  const auto colon = url.rfind(':');
  if (colon != std::string_view::npos && !url.ends_with(']')) url = url.substr(0, colon);
  return std::string{url};
}

// Whether a list such as "a.example, b.example" has it.
bool lists(std::string_view list, const std::string& host) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    auto one = list.substr(0, comma);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (one == host) return true;
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
  }
  return false;
}

bool isName(const std::string& text) {
  return !text.empty() && text.size() <= 60 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::optional<CaptchaWidget> widgetIn(const ProviderAnswer& answer) {
  if (answer.outcome != Outcome::Succeeded) return std::nullopt;
  CaptchaWidget widget{textIn(answer.reply, "site_key"), textIn(answer.reply, "script"),
                       textIn(answer.reply, "object"), textIn(answer.reply, "mode")};
  const bool isAddress =
      widget.script.starts_with("https://") || widget.script.starts_with("http://");
  const bool isMode = widget.mode == "widget" || widget.mode == "score";
  if (widget.siteKey.empty() || !isAddress || !isMode || !isName(widget.object))
    return std::nullopt;
  return widget;
}

std::string operationOf(const char* verb) {
  return std::string{kKind} + "/1." + verb;
}

}  // namespace

std::optional<ProviderInstance> PluginCaptcha::chosen(Id<Tenant> tenant) {
  const auto wanted = tenants_.settings(tenant).text("captcha.plugin");
  std::optional<ProviderInstance> found;
  for (auto& instance : providers_.instances(kKind)) {
    if (!instance.enabled || !instance.has(kVerify)) continue;
    if (!wanted.empty() && instance.name != wanted) continue;
    if (!found || instance.name < found->name) found = std::move(instance);
  }
  return found;
}

std::string PluginCaptcha::provider(Id<Tenant> tenant) {
  const auto instance = chosen(tenant);
  return instance ? instance->plugin : "none";
}

std::optional<CaptchaWidget> PluginCaptcha::widget(Id<Tenant> tenant) {
  const auto instance = chosen(tenant);
  if (!instance) return std::nullopt;
  {
    const std::lock_guard lock{mutex_};
    const auto& known = known_[instance->name];
    if (known.widget && known.revision == instance->revision) return known.widget;
  }
  const auto answer = providers_.call(
      {instance->name, operationOf("widget"), Json::object(), "captcha:widget", kShortPatience});
  const auto widget = widgetIn(answer);
  if (!widget)
    log_.warning("captcha.no_widget", {{"plugin", instance->name}, {"code", answer.code}});
  const std::lock_guard lock{mutex_};
  auto& known = known_[instance->name];
  known.widget = widget;
  known.revision = instance->revision;
  return widget;
}

CaptchaVerdict PluginCaptcha::verify(Id<Tenant> tenant, const std::string& token, CaptchaUse use,
                                     const Origin& origin) {
  const auto instance = chosen(tenant);
  if (!instance) return CaptchaVerdict::Passed;
  const Json question{{"token", token}, {"remote_ip", origin.address}, {"action", wordOf(use)}};
  const auto answer = providers_.call(
      {instance->name, operationOf(kVerify), question, "captcha:" + hex(sha256(token)), kPatience});
  // What cannot even be a token was made up.
  if (answer.outcome == Outcome::Permanent && answer.code == "bad_request")
    return CaptchaVerdict::Failed;
  const auto said = answer.reply.is_object() ? answer.reply.find("ok") : answer.reply.end();
  const bool isVerdict = answer.outcome == Outcome::Succeeded && answer.reply.is_object() &&
                         said != answer.reply.end() && said->is_boolean();
  note(instance->name, isVerdict);
  if (isVerdict) return judge(tenant, answer.reply, use, instance->name);
  log_.error("captcha.unavailable", {{"plugin", instance->name}, {"code", answer.code}});
  return CaptchaVerdict::Unavailable;
}

CaptchaVerdict PluginCaptcha::judge(Id<Tenant> tenant, const Json& reply, CaptchaUse use,
                                    const std::string& instance) {
  if (!reply.at("ok").get<bool>()) return CaptchaVerdict::Failed;
  const auto action = textIn(reply, "action");
  if (!action.empty() && action != wordOf(use)) return CaptchaVerdict::Failed;
  const auto host = textIn(reply, "hostname");
  if (host.empty() || isOwnHost(tenant, host)) return CaptchaVerdict::Passed;
  log_.warning("captcha.wrong_host", {{"plugin", instance}, {"host", host}});
  return CaptchaVerdict::Failed;
}

// A shop without an address of its own, as on a machine where it is tried out, has any.
bool PluginCaptcha::isOwnHost(Id<Tenant> tenant, const std::string& host) {
  const auto home = hostOf(tenants_.get(tenant).publicUrl);
  if (host == home || lists(tenants_.settings(tenant).text("captcha.hosts"), host)) return true;
  return tenant == kPlatform ? home.empty() : tenants_.ofHost(host) == tenant;
}

void PluginCaptcha::note(const std::string& instance, bool isUp) {
  const std::lock_guard lock{mutex_};
  auto& known = known_[instance];
  known.lookedAt = clock_.now();
  known.isUp = isUp;
}

bool PluginCaptcha::isKnownDown(Id<Tenant> tenant) {
  const auto instance = chosen(tenant);
  if (!instance) return false;
  const std::lock_guard lock{mutex_};
  const auto& known = known_[instance->name];
  return !known.isUp && known.lookedAt && clock_.now().since(*known.lookedAt) < kLook;
}

bool PluginCaptcha::answers(Id<Tenant> tenant) {
  const auto instance = chosen(tenant);
  if (!instance) return false;
  {
    const std::lock_guard lock{mutex_};
    auto& known = known_[instance->name];
    if (known.lookedAt && clock_.now().since(*known.lookedAt) < kLook) return known.isUp;
    known.lookedAt = clock_.now();  // one looks; the others go by what was known
  }
  const auto answer = providers_.call({instance->name, operationOf("test_connection"),
                                       Json::object(), "captcha:test", kShortPatience});
  const bool isUp = answer.outcome == Outcome::Succeeded;
  if (!isUp) log_.error("captcha.unavailable", {{"plugin", instance->name}, {"code", answer.code}});
  note(instance->name, isUp);
  return isUp;
}

}  // namespace hostler
