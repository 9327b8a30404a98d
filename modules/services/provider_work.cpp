#include "modules/services/provider_work.h"

#include "core/base/fitted.h"
#include "modules/services/backup_work.h"
#include "modules/services/provider_traces.h"

namespace hostler {
namespace {

// Names of members whose values never reach a log, a table in clear or a screen.
const std::vector<std::string> kSecretMembers{"password", "server_settings", "token", "api_key",
                                              "secret"};

// What a provider has accepted is asked after at least this often, sooner while somebody may be
// waiting for it, and for so long in all.
constexpr std::chrono::seconds kAskAgain{30}, kAskSoon{5};
constexpr std::chrono::minutes kSoon{3};
constexpr std::chrono::hours kPatience{36};
constexpr std::chrono::seconds kInteractive{10};

constexpr std::string_view kNotThere = "not_there";

constexpr std::chrono::seconds kAfterBackup{30};
// Queued or running (core/jobs).
constexpr auto kSelectJob = "SELECT 1 AS one FROM jobs WHERE unique_key = ? AND state IN (1, 2)";

std::string textAt(const Json& json, const char* name, std::size_t most) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return {};
  if (!found->is_string() || found->get_ref<const std::string&>().size() > most) {
    throw ValidationError{name, "provider_answer", "is not what a provisioner answers"};
  }
  return found->get<std::string>();
}

// The phase of a service's life that an operation belongs to, so that suspending it a second time
// next year is another operation, and the same attempt after a crash is the same.
std::string generationOf(const Service& service) {
  return std::to_string(service.updatedAt.unixMicros());
}

std::function<bool(const Service&)> is(ProvisioningState state) {
  return [state](const Service& service) { return service.provisioning == state; };
}

}  // namespace

ProviderAccount readProviderAccount(const Json& json) {
  if (!json.is_object()) throw ValidationError{"", "provider_answer", "is not an account"};
  ProviderAccount account;
  account.id = textAt(json, "id", 120);
  account.username = textAt(json, "username", 120);
  account.domain = textAt(json, "domain", 253);
  account.package = textAt(json, "package", 253);
  if (account.id.empty()) throw ValidationError{"id", "provider_answer", "is missing"};
  account.suspended = json.value("suspended", Json(false)) == true;
  if (const auto ip = textAt(json, "ip", 64); !ip.empty()) account.facts["ip"] = ip;
  if (const auto servers = json.find("nameservers");
      servers != json.end() && servers->is_array() && servers->size() <= 10) {
    account.facts["nameservers"] = Json::array();
    for (const auto& server : *servers) {
      if (server.is_string() && server.get_ref<const std::string&>().size() <= 253)
        account.facts["nameservers"].push_back(server);
    }
  }
  return account;
}

std::optional<Service> ProviderWork::load(jobs::Context& context, Id<Service> id) {
  return parts_.database.readOne([&](db::Reader& reader) {
    return parts_.services.find(reader, Scope::ofTenant(context.scope().tenant), id);
  });
}

Result<ProviderAnswer, jobs::Result> ProviderWork::send(
    jobs::Context& context, const Service& service, const OperationSpec& spec,
    const std::function<bool(const Service&)>& isWanted, const Operations::Follow& follow) {
  bool wanted = true;
  const auto maySend = [&](db::Transaction& tx) {
    const auto current =
        parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
    wanted = isWanted(current);
    return wanted &&
           !provider_traces::isUnderWay(tx, service.id, context.job().id, parts_.clock.now());
  };
  auto answer = parts_.operations.perform(context, spec, maySend, follow);
  if (answer) return std::move(*answer);
  if (!wanted) return Failure{callOff(context, service.id)};
  return Failure{jobs::Result::wait(std::chrono::seconds{2}, "another operation is under way")};
}

jobs::Result ProviderWork::callOff(jobs::Context& context, Id<Service> service) {
  return context.transaction([&](db::Transaction& tx) {
    const auto now = parts_.clock.now();
    const auto end = provider_traces::endOfLostCall(tx, service, context.job().id);
    if (end && now < *end)
      return jobs::Result::wait(end->since(now), "a call that was cut off may still run");
    provider_traces::abandon(tx, service, context.job().id, now);
    return jobs::Result::done();
  });
}

jobs::Result ProviderWork::watched(jobs::Context& context, Id<Service> id, ProvisioningState wanted,
                                   const std::string& step,
                                   const std::function<jobs::Result()>& work) {
  std::string reason;
  try {
    return work();
  } catch (const jobs::LeaseLost&) {
    throw;
  } catch (const std::exception& error) {
    if (!context.isLastAttempt(kMostAttempts)) throw;
    reason = error.what();
  }
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, Scope::ofTenant(context.scope().tenant), id);
    if (current && current->provisioning == wanted)
      parts_.desk.attention(tx, context.actor(), *current, step, reason);
  });
  return jobs::Result::park(reason);
}

Json ProviderWork::requestOn(db::Reader& reader, const Service& service) {
  const auto server = parts_.servers.find(reader, service.server.value_or(Id<Server>{}));
  const auto product = parts_.catalog.get(reader, service.tenant, service.product);
  return {
      {"server_settings", server ? parts_.servers.fullSettings(reader, *server) : Json::object()},
      {"product_settings",
       settingsWith(product.provisioning ? product.provisioning->settings : Json::object(),
                    service.extras)},
      {"account",
       {{"id", service.externalId.value_or("")},
        {"domain", service.host()},
        {"reference", service.id.text()}}}};
}

// Of a machine every verb can be sent again under its key; of what panels make, a create answers
// once.
bool ProviderWork::makesMachines(const std::string& plugin) {
  return parts_.operations.offers("provisioner", plugin, "machine.start");
}

// Whatever is configured as a provisioner can create.
bool ProviderWork::lacks(const std::string& plugin, const std::string& verb) {
  return parts_.operations.offers("provisioner", plugin, "create") &&
         !parts_.operations.offers("provisioner", plugin, verb);
}

void ProviderWork::demandOffered(const Service& service, const std::string& verb) {
  if (lacks(service.plugin, verb)) {
    throw DomainError{
        "action_not_offered", 409, "The provider does not offer that here.", {{"action", verb}}};
  }
}

ProviderAnswer ProviderWork::askNow(const Service& service, const std::string& verb) {
  demandOffered(service, verb);
  const auto request =
      parts_.database.read([&](db::Reader& reader) { return requestOn(reader, service); });
  return parts_.operations.ask({service.plugin,
                                "provisioner/1." + verb,
                                request,
                                {},
                                kInteractive,
                                service.server ? service.server->text() : ""});
}

OperationSpec ProviderWork::specFor(const Service& service, const std::string& verb,
                                    const std::string& generation) {
  OperationSpec spec;
  spec.instance = service.plugin;
  spec.operation = "provisioner/1." + verb;
  spec.key = verb + ":" + service.id.text() + (generation.empty() ? "" : ":" + generation);
  spec.subject = service.id.text();
  spec.target = service.server ? service.server->text() : "";
  spec.secretFields = kSecretMembers;
  // Of these "wanted already" is success: asking again tells how far it has come.
  spec.repeatable =
      verb == "suspend" || verb == "unsuspend" || verb == "terminate" || verb == "change_password";
  spec.request =
      parts_.database.read([&](db::Reader& reader) { return requestOn(reader, service); });
  return spec;
}

// What the provider proves is written down, unless something else is wanted of the service by now.
jobs::Result ProviderWork::proven(jobs::Context& context, const Service& service,
                                  ProvisioningState wanted, const ProviderAnswer& answer,
                                  const std::string& step,
                                  const std::function<void(db::Transaction&, Service&)>& done) {
  if (answer.outcome != Outcome::Succeeded) return failed(context, service, wanted, answer, step);
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
    if (current.provisioning == wanted) return done(tx, current);
    if (wanted != ProvisioningState::Terminating || !current.isLive()) return;
    parts_.desk.attention(tx, context.actor(), current, "terminate",
                          "It was removed at the provider in the moment in which it was wanted "
                          "again. Its backup: " +
                              current.backupId.value_or("none"));
  });
  return jobs::Result::done();
}

// Nothing goes on in silence for ever: attempts are counted, and waits that cost none end too.
bool ProviderWork::isGivenUp(const jobs::Context& context, const Service& service,
                             const ProviderAnswer& answer) const {
  const bool waits = answer.outcome == Outcome::Pending ||
                     (answer.outcome == Outcome::Retryable && answer.retryAfter);
  if (waits) return parts_.clock.now().since(service.updatedAt) > kPatience;
  return context.isLastAttempt(kMostAttempts);
}

jobs::Result ProviderWork::failed(jobs::Context& context, const Service& service,
                                  ProvisioningState wanted, const ProviderAnswer& answer,
                                  const std::string& step) {
  const bool refused =
      answer.outcome == Outcome::Permanent || answer.outcome == Outcome::NeedsAttention;
  const bool needsPerson = refused || isGivenUp(context, service, answer);
  const auto reason = answer.outcome == Outcome::Pending
                          ? std::string{"The provider has accepted it and is not done yet."}
                          : answer.message;
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
    if (current.provisioning != wanted) return;
    if (needsPerson) return parts_.desk.attention(tx, context.actor(), current, step, reason);
    if (answer.outcome == Outcome::Pending) return;
    current.lastError = fitted(reason, 600);
    parts_.services.save(tx, current);
  });
  if (needsPerson && !refused) return jobs::Result::park("given up: " + reason);
  const bool isFresh = parts_.clock.now().since(service.updatedAt) < kSoon;
  if (answer.outcome == Outcome::Pending)
    return jobs::Result::wait(isFresh ? kAskSoon : kAskAgain, reason);
  return Operations::resultOf(answer, service.plugin, service.server ? service.server->text() : "");
}

jobs::Result ProviderWork::suspend(jobs::Context& context, const SuspendService& task) {
  const auto service = load(context, task.service);
  if (!service || service->provisioning != ProvisioningState::Suspending)
    return callOff(context, task.service);
  auto spec = specFor(*service, "suspend", generationOf(*service));
  spec.request["reason"] =
      std::string{wordOf(service->suspensionReason.value_or(SuspensionReason::Staff))};
  const auto sent = send(context, *service, spec, is(ProvisioningState::Suspending));
  if (!sent) return sent.error();
  return proven(context, *service, ProvisioningState::Suspending, *sent, "suspend",
                [&](db::Transaction& tx, Service& current) {
                  parts_.desk.suspended(tx, context.actor(), current);
                });
}

jobs::Result ProviderWork::unsuspend(jobs::Context& context, const UnsuspendService& task) {
  const auto service = load(context, task.service);
  if (!service || service->provisioning != ProvisioningState::Unsuspending)
    return callOff(context, task.service);
  const auto sent = send(context, *service, specFor(*service, "unsuspend", generationOf(*service)),
                         is(ProvisioningState::Unsuspending));
  if (!sent) return sent.error();
  return proven(context, *service, ProvisioningState::Unsuspending, *sent, "unsuspend",
                [&](db::Transaction& tx, Service& current) {
                  parts_.desk.unsuspended(tx, context.actor(), current);
                });
}

// Nothing is removed before a backup that outlives the account is there, and seen to be there.
std::optional<jobs::Result> ProviderWork::backUp(jobs::Context& context, Service& service) {
  if (service.backupConfirmedAt || service.backupWaivedAt) return std::nullopt;
  if (lacks(service.plugin, "backup")) {
    ProviderAnswer none;
    none.outcome = Outcome::NeedsAttention;
    none.code = "no_backups";
    none.message = "The plugin " + service.plugin +
                   " makes no backups, and nothing is removed without one: staff may terminate it "
                   "with without_backup.";
    return notBackedUp(context, service, none);
  }
  // One that its client asked for is not taken for the last one, nor the last one for it.
  const bool isMaking = parts_.database.read([&](db::Reader& reader) {
    return !reader.query(kSelectJob, ServiceDesk::keyOf(BackUpService::kKind, service.id)).empty();
  });
  if (isMaking) return jobs::Result::wait(kAfterBackup, "a backup of it is being made first");
  auto spec = specFor(service, "backup", generationOf(service));
  spec.request["outlives_account"] = true;
  auto sent = send(context, service, spec, is(ProvisioningState::Terminating));
  if (!sent) return sent.error();
  auto& answer = *sent;
  if (answer.outcome == Outcome::Pending) {
    auto ask = spec.request;
    ask["handle"] = answer.reply.value("handle", "");
    const auto progress = parts_.operations.ask(
        {service.plugin, "provisioner/1.progress", ask, {}, std::chrono::seconds{30}, spec.target});
    if (progress.outcome != Outcome::Succeeded) return notBackedUp(context, service, progress);
    const auto state = progress.reply.value("state", "");
    if (state == "running")
      return failed(context, service, ProvisioningState::Terminating, answer, "backup");
    const auto backup = progress.reply.find("backup");
    if (state != "done" || backup == progress.reply.end() || !backup->is_object()) {
      ProviderAnswer failure;
      failure.outcome = Outcome::NeedsAttention;
      failure.code = "backup_failed";
      failure.message =
          "The backup before termination could not be made: " + progress.reply.value("detail", "");
      return notBackedUp(context, service, failure);
    }
    answer.reply = *backup;
    answer.outcome = Outcome::Succeeded;
  }
  if (answer.outcome != Outcome::Succeeded) return notBackedUp(context, service, answer);
  // `restorable` says whether the plugin can play it back by itself; that it is there after the
  // account is gone is what matters here.
  if (!answer.reply.is_object() || answer.reply.value("state", "") != "done" ||
      !answer.reply.value("outlives_account", false)) {
    ProviderAnswer unfit;
    unfit.outcome = Outcome::NeedsAttention;
    unfit.code = "backup_not_usable";
    unfit.message =
        "The provider has no backup that would outlive the account; nothing is removed without "
        "one.";
    return failed(context, service, ProvisioningState::Terminating, unfit, "backup");
  }
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
    current.backupId = fitted(answer.reply.value("id", ""), 200);
    current.backupConfirmedAt = parts_.clock.now();
    parts_.services.save(tx, current);
    parts_.desk.step(tx, context.actor(), current, "backed_up", *current.backupId);
    service = current;
  });
  return std::nullopt;
}

// Of what is not there nothing can be lost, and nothing can be backed up: its end goes on.
std::optional<jobs::Result> ProviderWork::notBackedUp(jobs::Context& context,
                                                      const Service& service,
                                                      const ProviderAnswer& answer) {
  const bool refused =
      answer.outcome == Outcome::Permanent || answer.outcome == Outcome::NeedsAttention;
  if (!refused || !isProvenGone(service))
    return failed(context, service, ProvisioningState::Terminating, answer, "backup");
  context.transaction([&](db::Transaction& tx) {
    const auto steps = parts_.services.steps(tx, service.id);
    if (!steps.empty() && steps.back().kind == kNotThere) return;  // said by an attempt before
    parts_.desk.step(tx, context.actor(), service, std::string{kNotThere},
                     "The provider has no such account; it ends without a backup.");
  });
  return std::nullopt;
}

// Proven by an answer to just that question alone: whatever else is said leaves it where it is.
bool ProviderWork::isProvenGone(const Service& service) {
  if (!service.externalId) return false;
  auto request =
      parts_.database.read([&](db::Reader& reader) { return requestOn(reader, service); });
  request.erase("account");
  request.update({{"reference", service.id.text()},
                  {"domain", service.host()},
                  {"account_id", *service.externalId}});
  const auto answer = parts_.operations.ask({service.plugin,
                                             "provisioner/1.locate",
                                             request,
                                             {},
                                             std::chrono::seconds{30},
                                             service.server ? service.server->text() : ""});
  return answer.outcome == Outcome::Succeeded && answer.reply.is_object() &&
         answer.reply.contains("account") && answer.reply["account"].is_null();
}

jobs::Result ProviderWork::terminate(jobs::Context& context, const TerminateService& task) {
  auto service = load(context, task.service);
  if (!service || service->provisioning != ProvisioningState::Terminating)
    return callOff(context, task.service);
  if (auto result = backUp(context, *service)) return *result;
  // Read again after the backup, which may have taken hours: a payment meanwhile ends the
  // termination.
  service = load(context, task.service);
  if (!service || service->provisioning != ProvisioningState::Terminating)
    return callOff(context, task.service);
  const auto sent = send(context, *service, specFor(*service, "terminate", generationOf(*service)),
                         is(ProvisioningState::Terminating));
  if (!sent) return sent.error();
  return proven(context, *service, ProvisioningState::Terminating, *sent, "terminate",
                [&](db::Transaction& tx, Service& current) {
                  parts_.desk.terminated(tx, context.actor(), current);
                });
}

jobs::Result ProviderWork::changePassword(jobs::Context& context,
                                          const ChangeServicePassword& task) {
  const auto service = load(context, task.service);
  if (!service || !service->isLive()) return jobs::Result::done();
  auto spec = specFor(*service, "change_password", context.job().id.text());
  spec.request["password"] = parts_.database.read([&](db::Reader& reader) {
    return parts_.services.credentials(reader, service->id).value().password.reveal();
  });
  const auto sent =
      send(context, *service, spec, [](const Service& current) { return current.isLive(); });
  if (!sent) return sent.error();
  if (sent->outcome == Outcome::Pending) return jobs::Result::wait(kAskAgain);
  if (sent->outcome != Outcome::Succeeded)
    return Operations::resultOf(*sent, spec.instance, spec.target);
  context.transaction([&](db::Transaction& tx) {
    parts_.desk.step(tx, context.actor(), *service, "password_changed");
  });
  return jobs::Result::done();
}

}  // namespace hostler
