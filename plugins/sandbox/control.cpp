#include "plugins/sandbox/control.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/request_view.h"

#include <algorithm>

namespace hostler::sandbox {
namespace {

Json bodyOf(const front::Request& request) {
  auto body = parseStrict(request.body);
  if (!body.is_object()) throw ValidationError{"", "wrong_type", "must be an object"};
  return body;
}

front::Response listAnswer(Json list) {
  return jsonAnswer(200, {{"data", std::move(list)}, {"next_cursor", nullptr}});
}

front::Response nothing() {
  front::Response response;
  response.status = 204;
  return response;
}

}  // namespace

Control::Control(Providers& providers, FaultBook& faults, Journal& journal, WebhookSender& sender,
                 std::function<void()> releaseHeld)
    : providers_{providers},
      faults_{faults},
      journal_{journal},
      sender_{sender},
      releaseHeld_{std::move(releaseHeld)} {}

front::Response Control::handle(const front::Request& request, std::string_view path) {
  try {
    return route(request, path);
  } catch (const JsonError& error) {
    return problemAnswer(400, "malformed_json", error.what());
  } catch (const ValidationError& error) {
    const auto& first = error.errors().front();
    return problemAnswer(422, error.code(), first.field + " " + first.message);
  } catch (const DomainError& error) {
    return problemAnswer(error.status(), error.code(), error.detail());
  } catch (const Json::exception&) {
    return problemAnswer(422, "validation_failed", "a member has another type than it should");
  }
}

front::Response Control::route(const front::Request& request, std::string_view path) {
  const auto is = [&](front::Method method, std::string_view wanted) {
    return request.method == method && path == wanted;
  };
  if (is(front::Method::Get, "/_accounts")) return jsonAnswer(200, accounts());
  if (is(front::Method::Post, "/_accounts")) return addAccount(bodyOf(request));
  if (is(front::Method::Get, "/_book")) return jsonAnswer(200, book());
  if (is(front::Method::Get, "/_calls")) {
    return listAnswer(journal_.list(paramOr(parseForm(queryOf(request)), "provider")));
  }
  if (is(front::Method::Get, "/_faults")) return listAnswer(faults_.list());
  if (is(front::Method::Post, "/_faults")) return addFault(bodyOf(request));
  if (is(front::Method::Delete, "/_faults")) {
    faults_.clear();
    releaseHeld_();
    return nothing();
  }
  if (is(front::Method::Post, "/_pay")) return pay(bodyOf(request));
  if (is(front::Method::Post, "/_deliver")) return deliver(bodyOf(request));
  if (is(front::Method::Get, "/_webhooks")) return listAnswer(sender_.sent());
  if (is(front::Method::Post, "/_reset")) return reset();
  return problemAnswer(404, "not_found", "the sandbox has no such page");
}

Provider& Control::provider(const Json& request) const {
  const auto found = request.find("provider");
  if (found != request.end() && found->is_string()) {
    for (const auto& each : providers_) {
      if (each->name() == found->get_ref<const std::string&>()) return *each;
    }
  }
  throw ValidationError{"provider", "unknown_provider", "is none that this sandbox plays"};
}

// Both as one list and by provider: who reads it wants now the one, now the other.
Json Control::accounts() const {
  Json all{{"data", Json::array()}, {"next_cursor", nullptr}};
  for (const auto& each : providers_) {
    auto list = each->accounts();
    all["data"].insert(all["data"].end(), list.begin(), list.end());
    all[std::string{each->name()}] = std::move(list);
  }
  return all;
}

Json Control::book() const {
  Json book = Json::object();
  for (const auto& each : providers_) book[std::string{each->name()}] = each->book();
  return book;
}

front::Response Control::addAccount(const Json& account) {
  return jsonAnswer(201, provider(account).addAccount(account));
}

front::Response Control::addFault(const Json& fault) {
  (void)provider(fault);
  return jsonAnswer(201, faults_.add(fault).toJson());
}

front::Response Control::pay(const Json& request) {
  auto& gateway = provider(request);
  return told(gateway, gateway.pay(request));
}

front::Response Control::deliver(const Json& request) {
  auto& notifier = provider(request);
  return told(notifier, notifier.deliver(request));
}

front::Response Control::told(const Provider& provider, Payer deed) {
  auto webhooks = disturbed(std::move(deed.webhooks), faults_.takeForWebhooks(provider.name()));
  deed.result["webhooks"] = sender_.send(webhooks);
  return jsonAnswer(200, deed.result);
}

front::Response Control::reset() {
  faults_.clear();
  releaseHeld_();
  for (const auto& each : providers_) each->reset();
  journal_.clear();
  sender_.clear();
  return jsonAnswer(200, {{"reset", true}});
}

std::vector<Webhook> disturbed(std::vector<Webhook> webhooks, const std::optional<Fault>& fault) {
  if (!fault) return webhooks;
  if (fault->kind == FaultKind::Reorder) std::ranges::reverse(webhooks);
  if (fault->kind == FaultKind::Duplicate) {
    std::vector<Webhook> twice;
    for (const auto& webhook : webhooks) twice.insert(twice.end(), 2, webhook);
    return twice;
  }
  return webhooks;
}

}  // namespace hostler::sandbox
