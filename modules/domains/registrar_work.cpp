#include "modules/domains/registrar_work.h"

#include "core/base/fitted.h"
#include "modules/catalog/tld_repository.h"
#include "modules/domains/domain_traces.h"

#include <algorithm>

namespace hostler {
namespace {

// Names of members whose values never reach a log or a table in clear.
const std::vector<std::string> kSecretMembers{"auth_code", "email", "phone", "contacts",
                                              "agreed_from"};

// What a registrar has accepted is asked after this often, and for so long in all.
constexpr std::chrono::seconds kAskAgain{20};
constexpr std::chrono::minutes kAskAgainLater{10};
constexpr std::chrono::minutes kAskAfterTransfer{30};
constexpr std::chrono::hours kPatience{72};
constexpr std::chrono::hours kTransferPatience{24 * 21};

// Refusals that no second attempt and no person can turn: somebody else has the name.
bool isForGood(const std::string& code) {
  return code == "domain_taken" || code == "not_transferable";
}

Json consentOf(const DomainTerm& term) {
  return {{"agreements", term.agreements},
          {"agreed_from", term.agreedFrom},
          {"agreed_at", term.agreedAt.unixSeconds()}};
}

}  // namespace

std::string reasonOf(const ProviderAnswer& answer) {
  return answer.code.empty() ? answer.message : answer.code + ": " + answer.message;
}

bool RegistrarWork::can(const std::string& registrar, const std::string& verb) {
  const auto instances = parts_.providers.instances("registrar");
  const auto found = std::ranges::find(instances, registrar, &ProviderInstance::name);
  return found != instances.end() &&
         std::ranges::find(found->capabilities, verb) != found->capabilities.end();
}

OperationSpec RegistrarWork::specFor(const Domain& domain, const std::string& verb,
                                     const std::string& key) {
  OperationSpec spec;
  spec.instance = domain.registrar;
  spec.operation = "registrar/1." + verb;
  spec.key = domain_traces::keyOf(verb, domain.id, key);
  spec.subject = domain.id.text();
  spec.secretFields = kSecretMembers;
  spec.request = {{"domain", domain.name}};
  return spec;
}

// One call at a time for a domain, and none that is not wanted any more.
Result<ProviderAnswer, jobs::Result> RegistrarWork::send(
    jobs::Context& context, const Domain& domain, const OperationSpec& spec,
    const std::function<bool(db::Transaction&)>& isWanted) {
  bool wanted = true;
  auto answer = parts_.operations.perform(context, spec, [&](db::Transaction& tx) {
    wanted = parts_.domains.lock(tx, Scope::ofTenant(domain.tenant), domain.id).has_value() &&
             isWanted(tx);
    return wanted &&
           !domain_traces::isUnderWay(tx, domain.id, context.job().id, parts_.clock.now());
  });
  if (answer) return std::move(*answer);
  if (!wanted) return Failure{jobs::Result::done()};
  return Failure{jobs::Result::wait(std::chrono::seconds{2}, "another operation is under way")};
}

std::optional<RegistrarRecord> RegistrarWork::recordIn(const Json& reply, const Domain& domain) {
  try {
    return RegistrarRecord::read(reply, domain.name);
  } catch (const ValidationError&) {
    return std::nullopt;
  }
}

std::optional<RegistrarWork::Case> RegistrarWork::load(jobs::Context& context,
                                                       const FulfilTerm& task) {
  return parts_.database.read([&](db::Reader& reader) -> std::optional<Case> {
    auto domain = parts_.domains.find(reader, Scope::ofTenant(context.scope().tenant), task.domain);
    auto term = domain_term_repository::find(reader, task.term);
    if (!domain || !term || term->domain != domain->id) return std::nullopt;
    return Case{std::move(*domain), std::move(*term)};
  });
}

// Whether the term is still to be done, as both are under the lock.
bool RegistrarWork::isOpenFor(db::Transaction& tx, const Case& one, Domain& domain,
                              DomainTerm& term) {
  auto current = parts_.domains.lock(tx, Scope::ofTenant(one.domain.tenant), one.domain.id);
  auto open = domain_term_repository::find(tx, one.term.id);
  if (!current || !open) return false;
  domain = std::move(*current);
  term = std::move(*open);
  return term.state == TermState::Paid || term.state == TermState::Accepted;
}

jobs::Result RegistrarWork::fulfil(jobs::Context& context, const FulfilTerm& task) {
  auto one = load(context, task);
  const bool isOpen =
      one && (one->term.state == TermState::Paid || one->term.state == TermState::Accepted);
  if (!isOpen || one->domain.work != workFor(one->term.action)) return jobs::Result::done();
  try {
    switch (one->term.action) {
      case DomainAction::Register:
      case DomainAction::Transfer:
        return one->term.state == TermState::Accepted ? look(context, *one)
                                                      : buy(context, std::move(*one));
      case DomainAction::Renew:
        return renew(context, std::move(*one));
      case DomainAction::Restore:
        break;
    }
    return restore(context, std::move(*one));
  } catch (const jobs::LeaseLost&) {
    throw;
  } catch (const std::exception& error) {
    if (!context.isLastAttempt(kMostAttempts)) throw;
    return park(context, *one, error.what());
  }
}

jobs::Result RegistrarWork::buy(jobs::Context& context, Case one) {
  const auto& [domain, term] = one;
  const bool isTransfer = term.action == DomainAction::Transfer;
  auto spec = specFor(domain, isTransfer ? "transfer" : "register", term.id.text());
  spec.request.update({{"reference", domain.id.text()},
                       {"years", term.years},
                       {"contacts", domain.contacts},
                       {"privacy", term.privacy},
                       {"consent", consentOf(term)}});
  if (!term.registrarCost.is_null()) spec.request["highest_cost"] = term.registrarCost;
  if (isTransfer) {
    const auto code = parts_.database.read(
        [&](db::Reader& reader) { return parts_.domains.authCode(reader, domain.id); });
    if (!code) return park(context, one, "The code that allows the transfer is missing.");
    spec.request["auth_code"] = code->reveal();
  } else {
    spec.request["nameservers"] = domain.nameservers;
    spec.request["extra"] = term.extra;
  }
  spec.locateOperation = "registrar/1.locate";
  spec.locateRequest = {{"domain", domain.name}, {"since", term.agreedAt.unixSeconds()}};
  spec.locateMember = "registration";
  const auto sent = send(context, domain, spec, [&](db::Transaction& tx) {
    Domain current;
    DomainTerm open;
    return isOpenFor(tx, one, current, open) && current.work == workFor(open.action);
  });
  if (!sent) return sent.error();
  if (!hasHappened(*sent)) {
    if (sent->outcome == Outcome::Permanent && isForGood(sent->code))
      return refuse(context, one, reasonOf(*sent));
    return failed(context, one, *sent);
  }
  context.transaction([&](db::Transaction& tx) {
    Domain current;
    DomainTerm open;
    if (isOpenFor(tx, one, current, open)) parts_.desk.accepted(tx, context.actor(), current, open);
  });
  // What the registrar shows now decides, not what its order said.
  return look(context, one);
}

jobs::Result RegistrarWork::look(jobs::Context& context, const Case& one) {
  const auto& [domain, term] = one;
  const bool isTransfer = term.action == DomainAction::Transfer;
  const auto age = parts_.clock.now().since(term.createdAt);
  const bool isLate = age > (isTransfer ? kTransferPatience : kPatience);
  const auto pause = isTransfer             ? Duration{kAskAfterTransfer}
                     : age < kAskAgainLater ? Duration{kAskAgain}
                                            : Duration{kAskAgainLater};
  const auto answer =
      parts_.operations.ask({domain.registrar,
                             "registrar/1.locate",
                             {{"domain", domain.name}, {"since", term.agreedAt.unixSeconds()}},
                             {},
                             std::chrono::seconds{60}});
  if (answer.outcome != Outcome::Succeeded) {
    if (isLate) return park(context, one, reasonOf(answer));
    if (answer.outcome == Outcome::Retryable && answer.retryAfter)
      return Operations::resultOf(answer, domain.registrar);
    return jobs::Result::wait(std::max(pause, Duration{std::chrono::minutes{1}}), reasonOf(answer));
  }
  const auto found = answer.reply.is_object() ? answer.reply.value("registration", Json()) : Json();
  if (found.is_null()) {
    if (isLate) return park(context, one, "The registrar does not show it, though it took it on.");
    return jobs::Result::wait(pause, "the registrar does not show it yet");
  }
  const auto record = recordIn(found, domain);
  if (!record) return park(context, one, "The registrar answered with something else.");
  switch (record->state) {
    case RegistrarState::Active:
    case RegistrarState::Expired:
    case RegistrarState::Redemption:
      return finish(context, one, *record);
    case RegistrarState::Failed:
    case RegistrarState::Cancelled:
      return refuse(context, one, "The registrar could not carry it out: " + record->providerState);
    case RegistrarState::TransferredAway:
    case RegistrarState::Review:
      return park(context, one, "The registrar holds it back: " + record->providerState);
    case RegistrarState::Pending:
    case RegistrarState::Transferring:
      break;
  }
  if (isLate) return park(context, one, "The registrar is not done yet: " + record->providerState);
  context.transaction([&](db::Transaction& tx) {
    Domain current;
    DomainTerm open;
    if (!isOpenFor(tx, one, current, open) ||
        current.registrarState == fitted(record->providerState, 120))
      return;
    current.registrarState = record->providerState;
    parts_.desk.save(tx, current);
  });
  return jobs::Result::wait(pause, "the registrar is not done yet: " + record->providerState);
}

// What it was sold for, in the registrar's currency where that is known and has a rate; else as it
// was sold, which the registrar's plugin refuses to compare. An ordinary year may always cost what
// the shop states. Nothing for what was sold before that was written down.
std::optional<RegistrarCost> RegistrarWork::highestCostOf(const Case& one) {
  const auto sold = RegistrarCost::read(one.term.registrarCost);
  if (!sold) return std::nullopt;
  const auto tenant = parts_.tenants.get(one.domain.tenant);
  const auto today = parts_.tenants.today(tenant.id);
  return parts_.database.read([&](db::Reader& reader) {
    const auto tld = tld_repository::findByName(reader, tenant.id, one.domain.tld);
    const auto stated = tld && tld->highestCost
                            ? std::optional{RegistrarCost::of(*tld->highestCost, 1)}
                            : std::nullopt;
    const auto bought = domain_term_repository::costOfPurchase(reader, one.domain.id);
    const auto& currency = stated ? stated->currency : bought ? bought->currency : sold->currency;
    const auto most = sold->in(currency, Worths::on(reader, tenant, today));
    const bool isOrdinary = one.term.action == DomainAction::Renew;
    if (isOrdinary && stated && (!most || stated->isMoreThan(*most))) return *stated;
    return most.value_or(*sold);
  });
}

OperationSpec RegistrarWork::extensionFor(const Case& one, const std::string& verb) {
  auto spec = specFor(one.domain, verb, one.term.id.text());
  spec.request.update(
      {{"years", one.term.years}, {"expires_at", one.term.expectedAt->unixSeconds()}});
  if (!one.term.agreedFrom.empty()) spec.request["consent"] = consentOf(one.term);
  if (const auto highest = highestCostOf(one)) spec.request["highest_cost"] = highest->json();
  // Rates and what the shop states may change until it is tried again: it is the same renewal.
  spec.secretFields.emplace_back("highest_cost");
  // It is made only while the expiry is the one that it names.
  spec.repeatable = true;
  return spec;
}

jobs::Result RegistrarWork::renew(jobs::Context& context, Case one) {
  if (auto result = checkExpectation(context, one)) return *result;
  const auto spec = extensionFor(one, "renew");
  const auto sent = send(context, one.domain, spec, [&](db::Transaction& tx) {
    Domain current;
    DomainTerm open;
    return isOpenFor(tx, one, current, open) && current.work == DomainWork::Renewing;
  });
  if (!sent) return sent.error();
  if (sent->outcome == Outcome::Pending) {
    if (parts_.clock.now().since(one.term.updatedAt) > kPatience)
      return park(context, one, "The registrar has accepted it and is not done yet.");
    return jobs::Result::wait(kAskAgainLater, "the registrar has accepted it");
  }
  if (sent->outcome != Outcome::Succeeded) return failed(context, one, *sent);
  const auto record = recordIn(sent->reply, one.domain);
  if (!record || !record->expiresAt || *record->expiresAt <= *one.term.expectedAt)
    return park(context, one, "The registrar says that it is renewed, and shows the old expiry.");
  return finish(context, one, *record);
}

jobs::Result RegistrarWork::restore(jobs::Context& context, Case one) {
  if (!can(one.domain.registrar, "restore")) {
    return park(context, one,
                "This registrar's plugin cannot restore domains. Restore it at the registrar, then "
                "have it synchronized here.");
  }
  if (auto result = checkExpectation(context, one)) return *result;
  const auto spec = extensionFor(one, "restore");
  const auto sent = send(context, one.domain, spec, [&](db::Transaction& tx) {
    Domain current;
    DomainTerm open;
    return isOpenFor(tx, one, current, open) && current.work == DomainWork::Restoring;
  });
  if (!sent) return sent.error();
  if (sent->outcome == Outcome::Pending) {
    if (parts_.clock.now().since(one.term.updatedAt) > kPatience)
      return park(context, one, "The registrar has accepted it and is not done yet.");
    return jobs::Result::wait(kAskAgainLater, "the registrar has accepted it");
  }
  if (sent->outcome != Outcome::Succeeded) return failed(context, one, *sent);
  const auto record = recordIn(sent->reply, one.domain);
  if (!record || record->state != RegistrarState::Active)
    return park(context, one, "The registrar says that it is restored, and shows it otherwise.");
  return finish(context, one, *record);
}

jobs::Result RegistrarWork::finish(jobs::Context& context, const Case& one,
                                   const RegistrarRecord& record) {
  context.transaction([&](db::Transaction& tx) {
    Domain current;
    DomainTerm open;
    if (isOpenFor(tx, one, current, open))
      parts_.desk.done(tx, context.actor(), current, open, record);
  });
  return jobs::Result::done();
}

jobs::Result RegistrarWork::refuse(jobs::Context& context, const Case& one,
                                   const std::string& reason) {
  context.transaction([&](db::Transaction& tx) {
    Domain current;
    DomainTerm open;
    if (isOpenFor(tx, one, current, open))
      parts_.desk.refused(tx, context.actor(), current, open, reason);
  });
  return jobs::Result::fail(reason);
}

jobs::Result RegistrarWork::park(jobs::Context& context, const Case& one,
                                 const std::string& reason) {
  context.transaction([&](db::Transaction& tx) {
    Domain current;
    DomainTerm open;
    if (isOpenFor(tx, one, current, open)) {
      parts_.desk.attention(tx, context.actor(), current, std::string{wordOf(open.action)}, reason);
    }
  });
  return jobs::Result::park(reason);
}

// It comes again, or a person is told. Waiting for a registrar's limit costs no attempt.
jobs::Result RegistrarWork::failed(jobs::Context& context, const Case& one,
                                   const ProviderAnswer& answer) {
  const bool waits = answer.outcome == Outcome::Retryable && answer.retryAfter;
  const bool isLate = waits ? parts_.clock.now().since(one.term.updatedAt) > kPatience
                            : context.isLastAttempt(kMostAttempts);
  const bool needsPerson =
      answer.outcome == Outcome::Permanent || answer.outcome == Outcome::NeedsAttention || isLate;
  if (needsPerson) return park(context, one, reasonOf(answer));
  context.transaction([&](db::Transaction& tx) {
    Domain current;
    DomainTerm open;
    if (!isOpenFor(tx, one, current, open)) return;
    current.lastError = fitted(reasonOf(answer), 600);
    parts_.desk.save(tx, current);
  });
  return Operations::resultOf(answer, one.domain.registrar);
}

}  // namespace hostler
