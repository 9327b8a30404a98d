#include "modules/services/provider_work.h"

namespace hostler {
namespace {

// Names of members whose values never reach a log, a table in clear or a screen.
const std::vector<std::string> kSecretMembers{"password", "server_settings", "token", "api_key",
                                              "secret"};

constexpr auto kSelectBusy = R"sql(
  SELECT 1 AS one FROM provider_operations
   WHERE subject = ? AND state = 'sent' AND operation <> ? AND updated_at > ? LIMIT 1)sql";

// What was sent longer ago than any call may take is under way no more: its process died, and nobody
// wants its end any more.
constexpr std::chrono::minutes kLongestCall{10};

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

}  // namespace

ProviderAccount readProviderAccount(const Json& json) {
  if (!json.is_object()) throw ValidationError{"", "provider_answer", "is not an account"};
  ProviderAccount account;
  account.id = textAt(json, "id", 120);
  account.username = textAt(json, "username", 120);
  account.domain = textAt(json, "domain", 253);
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
  return parts_.database.read([&](db::Reader& reader) {
    return parts_.services.find(reader, Scope::ofTenant(context.scope().tenant), id);
  });
}

bool ProviderWork::isBusy(const Service& service, const std::string& operation) {
  return parts_.database.read([&](db::Reader& reader) {
    return !reader
                .query(kSelectBusy, service.id.text(), operation,
                       parts_.clock.now().minus(kLongestCall))
                .empty();
  });
}

Json ProviderWork::requestOn(db::Reader& reader, const Service& service) {
  const auto server = parts_.servers.find(reader, service.server.value_or(Id<Server>{}));
  const auto product = parts_.catalog.get(reader, service.tenant, service.product);
  return {
      {"server_settings", server ? parts_.servers.fullSettings(reader, *server) : Json::object()},
      {"product_settings", product.provisioning ? product.provisioning->settings : Json::object()},
      {"account",
       {{"id", service.externalId.value_or("")}, {"domain", service.domain.value_or("")}}}};
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
  spec.request =
      parts_.database.read([&](db::Reader& reader) { return requestOn(reader, service); });
  return spec;
}

// A place on a server, taken once: a crash after it leaves the service with its server.
std::optional<Server> ProviderWork::place(jobs::Context& context, Service& service) {
  return context.transaction([&](db::Transaction& tx) -> std::optional<Server> {
    auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
    if (current.server) {
      service = current;
      return parts_.servers.find(tx, *current.server);
    }
    const auto product = parts_.catalog.get(tx, service.tenant, service.product);
    const auto group = product.provisioning ? product.provisioning->serverGroup : std::nullopt;
    const auto server = parts_.servers.takePlace(tx, service.plugin, group);
    if (!server) return std::nullopt;
    current.server = server->id;
    parts_.desk.save(tx, current);
    service = current;
    return server;
  });
}

jobs::Result ProviderWork::create(jobs::Context& context, const CreateService& task) {
  auto service = load(context, task.service);
  if (!service || service->provisioning != ProvisioningState::Creating) return jobs::Result::done();
  if (isBusy(*service, "provisioner/1.create"))
    return jobs::Result::wait(std::chrono::seconds{2}, "another operation is under way");
  const auto server = place(context, *service);
  if (!server) {
    ProviderAnswer full;
    full.outcome = Outcome::NeedsAttention;
    full.code = "no_room";
    full.message =
        "No server of " + service->plugin + " has room; add one, or raise a limit, and try again.";
    return failed(context, *service, ProvisioningState::Creating, full, "create");
  }
  auto spec = specFor(*service, "create", "");
  const auto [password, email] = parts_.database.read([&](db::Reader& reader) {
    return std::pair{parts_.services.credentials(reader, service->id).value().password,
                     parts_.accounts.contactOf(reader, service->tenant, service->account).email};
  });
  spec.secretFields.push_back("email");
  spec.request.erase("account");
  spec.request.update({{"reference", service->id.text()},
                       {"domain", service->host()},
                       {"password", password.reveal()},
                       {"email", email}});
  spec.locateOperation = "provisioner/1.locate";
  spec.locateMember = "account";
  spec.locateRequest = spec.request;
  spec.locateRequest.erase("password");
  spec.locateRequest.erase("email");
  const auto answer = parts_.operations.perform(context, spec);
  if (answer.outcome != Outcome::Succeeded)
    return failed(context, *service, ProvisioningState::Creating, answer, "create");
  ProviderAccount account;
  try {
    account = readProviderAccount(answer.reply);
    if (!account.domain.empty() && account.domain != service->host())
      throw ValidationError{"domain", "provider_answer", "is of another account"};
  } catch (const ValidationError& error) {
    ProviderAnswer strange = answer;
    strange.outcome = Outcome::NeedsAttention;
    strange.code = "strange_answer";
    strange.message = "The provider answered with something else: " + error.errors().front().field +
                      " " + error.errors().front().message;
    return failed(context, *service, ProvisioningState::Creating, strange, "create");
  }
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, Scope::ofTenant(service->tenant), service->id).value();
    if (current.provisioning != ProvisioningState::Creating) return;
    parts_.desk.created(tx, context.actor(), current, account.id, account.username, account.facts);
    context.finish(tx);
  });
  return jobs::Result::recorded();
}

// What the provider proves is written down, unless something else is wanted of the service by now.
jobs::Result ProviderWork::proven(jobs::Context& context, const Service& service,
                                  ProvisioningState wanted, const ProviderAnswer& answer,
                                  const std::string& step,
                                  const std::function<void(db::Transaction&, Service&)>& done) {
  if (answer.outcome != Outcome::Succeeded) return failed(context, service, wanted, answer, step);
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
    if (current.provisioning == wanted) done(tx, current);
  });
  return jobs::Result::done();
}

jobs::Result ProviderWork::failed(jobs::Context& context, const Service& service,
                                  ProvisioningState wanted, const ProviderAnswer& answer,
                                  const std::string& step) {
  const bool needsPerson =
      answer.outcome == Outcome::Permanent || answer.outcome == Outcome::NeedsAttention;
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
    if (current.provisioning != wanted) return;
    if (needsPerson)
      return parts_.desk.attention(tx, context.actor(), current, step, answer.message);
    current.lastError = answer.message.substr(0, 600);
    parts_.services.save(tx, current);
  });
  return Operations::resultOf(answer);
}

jobs::Result ProviderWork::suspend(jobs::Context& context, const SuspendService& task) {
  const auto service = load(context, task.service);
  if (!service || service->provisioning != ProvisioningState::Suspending)
    return jobs::Result::done();
  if (isBusy(*service, "provisioner/1.suspend"))
    return jobs::Result::wait(std::chrono::seconds{2}, "another operation is under way");
  auto spec = specFor(*service, "suspend", generationOf(*service));
  spec.request["reason"] =
      std::string{wordOf(service->suspensionReason.value_or(SuspensionReason::Staff))};
  const auto answer = parts_.operations.perform(context, spec);
  return proven(context, *service, ProvisioningState::Suspending, answer, "suspend",
                [&](db::Transaction& tx, Service& current) {
                  parts_.desk.suspended(tx, context.actor(), current);
                });
}

jobs::Result ProviderWork::unsuspend(jobs::Context& context, const UnsuspendService& task) {
  const auto service = load(context, task.service);
  if (!service || service->provisioning != ProvisioningState::Unsuspending)
    return jobs::Result::done();
  if (isBusy(*service, "provisioner/1.unsuspend"))
    return jobs::Result::wait(std::chrono::seconds{2}, "another operation is under way");
  const auto answer =
      parts_.operations.perform(context, specFor(*service, "unsuspend", generationOf(*service)));
  return proven(context, *service, ProvisioningState::Unsuspending, answer, "unsuspend",
                [&](db::Transaction& tx, Service& current) {
                  parts_.desk.unsuspended(tx, context.actor(), current);
                });
}

// Nothing is removed before a backup that outlives the account is there, and seen to be there.
std::optional<jobs::Result> ProviderWork::backUp(jobs::Context& context, Service& service) {
  if (service.backupConfirmedAt) return std::nullopt;
  auto spec = specFor(service, "backup", generationOf(service));
  spec.request["outlives_account"] = true;
  auto answer = parts_.operations.perform(context, spec);
  if (answer.outcome == Outcome::Pending) {
    auto ask = spec.request;
    ask["handle"] = answer.reply.value("handle", "");
    const auto progress = parts_.operations.ask(
        {service.plugin, "provisioner/1.progress", ask, {}, std::chrono::seconds{30}, spec.target});
    if (progress.outcome != Outcome::Succeeded) return Operations::resultOf(progress);
    const auto state = progress.reply.value("state", "");
    if (state == "running")
      return jobs::Result::wait(std::chrono::seconds{30}, "the backup is being made");
    const auto backup = progress.reply.find("backup");
    if (state != "done" || backup == progress.reply.end() || !backup->is_object()) {
      ProviderAnswer failure;
      failure.outcome = Outcome::NeedsAttention;
      failure.code = "backup_failed";
      failure.message =
          "The backup before termination could not be made: " + progress.reply.value("detail", "");
      return failed(context, service, ProvisioningState::Terminating, failure, "backup");
    }
    answer.reply = *backup;
    answer.outcome = Outcome::Succeeded;
  }
  if (answer.outcome != Outcome::Succeeded)
    return failed(context, service, ProvisioningState::Terminating, answer, "backup");
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
    current.backupId = answer.reply.value("id", "").substr(0, 200);
    current.backupConfirmedAt = parts_.clock.now();
    parts_.services.save(tx, current);
    parts_.desk.step(tx, context.actor(), current, "backed_up", *current.backupId);
    service = current;
  });
  return std::nullopt;
}

jobs::Result ProviderWork::terminate(jobs::Context& context, const TerminateService& task) {
  auto service = load(context, task.service);
  if (!service || service->provisioning != ProvisioningState::Terminating)
    return jobs::Result::done();
  if (isBusy(*service, "provisioner/1.terminate"))
    return jobs::Result::wait(std::chrono::seconds{2}, "another operation is under way");
  if (auto result = backUp(context, *service)) return *result;
  // Read again after the backup, which may have taken hours: a payment meanwhile ends the
  // termination.
  service = load(context, task.service);
  if (!service || service->provisioning != ProvisioningState::Terminating)
    return jobs::Result::done();
  const auto answer =
      parts_.operations.perform(context, specFor(*service, "terminate", generationOf(*service)));
  return proven(context, *service, ProvisioningState::Terminating, answer, "terminate",
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
  const auto answer = parts_.operations.perform(context, spec);
  if (answer.outcome != Outcome::Succeeded) return Operations::resultOf(answer);
  context.transaction([&](db::Transaction& tx) {
    parts_.desk.step(tx, context.actor(), *service, "password_changed");
  });
  return jobs::Result::done();
}

}  // namespace hostler
