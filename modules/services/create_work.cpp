// A create: the one verb that takes a place first, and after which there is an account.
#include "modules/services/provider_work.h"

#include <utility>

namespace hostler {
namespace {

// What a create says that it made for a service, or what is wrong with it.
Result<ProviderAccount, std::string> accountMade(const ProviderAnswer& answer,
                                                 const Service& service) {
  try {
    auto account = readProviderAccount(answer.reply);
    if (!account.domain.empty() && account.domain != service.host())
      throw ValidationError{"domain", "provider_answer", "is of another account"};
    return account;
  } catch (const ValidationError& error) {
    const auto& first = error.errors().front();
    return Failure{first.field + " " + first.message};
  }
}

}  // namespace

// A place on a server and a password, taken once: a crash after it leaves the service with both.
// The transaction that takes them reads nothing without a lock, so that those who take a place at
// the same time wait for one another instead of beginning anew.
std::optional<Server> ProviderWork::place(jobs::Context& context, Service& service) {
  const auto scope = Scope::ofTenant(service.tenant);
  while (!service.server) {
    const auto choice = parts_.database.read([&](db::Reader& reader) {
      const auto product = parts_.catalog.get(reader, service.tenant, service.product);
      const auto group = product.provisioning ? product.provisioning->serverGroup : std::nullopt;
      return parts_.placement.look(reader, service.plugin, group);
    });
    if (choice.servers().empty()) return std::nullopt;
    const auto server = context.transaction([&](db::Transaction& tx) -> std::optional<Server> {
      service = parts_.services.lock(tx, scope, service.id).value();
      if (service.server) return std::nullopt;
      parts_.services.setFirstCredentials(tx, service.id,
                                          {"", ServiceDesk::makePassword(parts_.random)});
      auto taken = parts_.placement.take(tx, choice);
      if (!taken) return std::nullopt;  // all of them have filled up meanwhile
      service.server = taken->id;
      parts_.desk.save(tx, service);
      return taken;
    });
    if (server) return server;
  }
  const auto [server, hasPassword] = parts_.database.read([&](db::Reader& reader) {
    return std::pair{parts_.servers.find(reader, *service.server),
                     parts_.services.credentials(reader, service.id).has_value()};
  });
  if (!hasPassword) {
    context.transaction([&](db::Transaction& tx) {
      parts_.services.setFirstCredentials(tx, service.id,
                                          {"", ServiceDesk::makePassword(parts_.random)});
    });
  }
  return server;
}

OperationSpec ProviderWork::createSpec(const Service& service) {
  auto spec = specFor(service, "create", "");
  const auto [password, email] = parts_.database.read([&](db::Reader& reader) {
    return std::pair{parts_.services.credentials(reader, service.id).value().password,
                     parts_.accounts.contactOf(reader, service.tenant, service.account).email};
  });
  spec.secretFields.push_back("email");
  spec.request.erase("account");
  spec.request.update({{"reference", service.id.text()},
                       {"domain", service.host()},
                       {"password", password.reveal()},
                       {"email", email},
                       {"owner", service.account.text()}});
  spec.repeatable = makesMachines(service.plugin);
  spec.locateOperation = "provisioner/1.locate";
  spec.locateMember = "account";
  spec.locateRequest = spec.request;
  spec.locateRequest.erase("owner");
  spec.locateRequest.erase("password");
  spec.locateRequest.erase("email");
  return spec;
}

jobs::Result ProviderWork::create(jobs::Context& context, const CreateService& task) {
  auto service = load(context, task.service);
  if (!service || service->provisioning != ProvisioningState::Creating)
    return callOff(context, task.service);
  const auto server = place(context, *service);
  if (!server) {
    ProviderAnswer full;
    full.outcome = Outcome::NeedsAttention;
    full.code = "no_room";
    full.message =
        "No server of " + service->plugin + " has room; add one, or raise a limit, and try again.";
    return failed(context, *service, ProvisioningState::Creating, full, "create");
  }
  const auto isWanted = [](const Service& current) {
    return current.provisioning == ProvisioningState::Creating &&
           current.status == ServiceStatus::Pending;
  };
  // What the provider made is the service's in the commit that writes its answer down.
  bool isRecorded = false;
  const auto follow = [&](db::Transaction& tx, const ProviderAnswer& answer) {
    isRecorded = false;
    if (answer.outcome != Outcome::Succeeded) return;
    const auto account = accountMade(answer, *service);
    if (!account) return;
    made(context, tx, *service, *account);
    isRecorded = true;
  };
  const auto sent = send(context, *service, createSpec(*service), isWanted, follow);
  if (isRecorded) return jobs::Result::recorded();
  // An order that was called off meanwhile: nothing is there, or what is there goes again.
  const bool nothingMade =
      sent ? sent->outcome == Outcome::Permanent : sent.error().kind() == jobs::Result::Kind::Done;
  if (nothingMade && endUnmade(context, *service)) return jobs::Result::done();
  if (!sent) return sent.error();
  const auto& answer = *sent;
  if (answer.outcome != Outcome::Succeeded)
    return failed(context, *service, ProvisioningState::Creating, answer, "create");
  const auto account = accountMade(answer, *service);
  if (!account) {
    ProviderAnswer strange = answer;
    strange.outcome = Outcome::NeedsAttention;
    strange.code = "strange_answer";
    strange.message = "The provider answered with something else: " + account.error();
    return failed(context, *service, ProvisioningState::Creating, strange, "create");
  }
  context.transaction([&](db::Transaction& tx) { made(context, tx, *service, *account); });
  return jobs::Result::recorded();
}

// Ends the job as well.
void ProviderWork::made(jobs::Context& context, db::Transaction& tx, const Service& service,
                        const ProviderAccount& account) {
  auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
  if (current.provisioning != ProvisioningState::Creating) return context.finish(tx);
  if (current.status == ServiceStatus::Cancelled) {
    parts_.desk.madeInVain(tx, context.actor(), current, account.id, account.username);
  } else {
    parts_.desk.created(tx, context.actor(), current, account.id, account.username, account.facts);
  }
  context.finish(tx);
}

bool ProviderWork::endUnmade(jobs::Context& context, const Service& service) {
  return context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
    const bool calledOff = current.provisioning == ProvisioningState::Creating &&
                           current.status == ServiceStatus::Cancelled;
    if (calledOff) parts_.desk.notMade(tx, context.actor(), current);
    return calledOff;
  });
}

}  // namespace hostler
