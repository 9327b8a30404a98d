// What a registrar is asked beside what is paid for: settings, and how things are.
#include "modules/domains/domain_traces.h"
#include "modules/domains/registrar_work.h"

namespace hostler {
namespace {

constexpr std::chrono::seconds kInteractive{10};
constexpr std::chrono::seconds kToldHolds{60};
constexpr std::size_t kMostTold = 5'000;

}  // namespace

RegistrarWork::Told RegistrarWork::askNow(const Domain& domain, const std::string& verb) {
  const std::pair key{domain.id, verb};
  const auto isOld = [now = parts_.clock.now()](const auto& one) {
    return now.since(one.second.at) >= kToldHolds;
  };
  {
    const std::lock_guard lock{mutex_};
    std::erase_if(told_, isOld);
    if (const auto found = told_.find(key); found != told_.end()) return found->second;
  }
  Told told{
      parts_.operations.ask(
          {domain.registrar, "registrar/1." + verb, {{"domain", domain.name}}, {}, kInteractive}),
      parts_.clock.now()};
  if (told.answer.outcome != Outcome::Succeeded) return told;
  const std::lock_guard lock{mutex_};
  if (told_.size() < kMostTold) told_.insert_or_assign(key, told);
  return told;
}

// What has been changed is looked at anew.
void RegistrarWork::forgetTold(Id<Domain> domain) {
  const std::lock_guard lock{mutex_};
  std::erase_if(told_, [&](const auto& one) { return one.first.first == domain; });
}

jobs::Result RegistrarWork::change(jobs::Context& context, const ChangeDomain& task) {
  const auto scope = Scope::ofTenant(context.scope().tenant);
  // The owner may want something else by now.
  const auto isNewest = [&](db::Transaction& tx) {
    return parts_.domains.wished(tx, task.domain, task.verb) == task.revision;
  };
  auto members = task.members;
  const auto domain = context.transaction([&](db::Transaction& tx) {
    const auto contacts = parts_.domains.wishedContacts(tx, task.domain, task.verb);
    if (!contacts.is_null()) members["contacts"] = contacts;
    return isNewest(tx) ? parts_.domains.find(tx, scope, task.domain) : std::nullopt;
  });
  if (!domain || !domain->isHeld()) return jobs::Result::done();
  if (task.verb == "set_contacts" && !members.contains("contacts")) return jobs::Result::done();
  auto spec = specFor(*domain, task.verb, context.job().id.text());
  spec.request.update(members);
  spec.repeatable = true;
  const auto sent = send(context, *domain, spec, [&](db::Transaction& tx) {
    return parts_.domains.lock(tx, scope, task.domain).value().isHeld() && isNewest(tx);
  });
  if (!sent) return sent.error();
  forgetTold(task.domain);
  if (!hasHappened(*sent)) {
    const auto refused = sent->outcome == Outcome::Permanent;
    const bool ends =
        refused || sent->outcome == Outcome::NeedsAttention || context.isLastAttempt(kMostAttempts);
    if (ends) {
      context.transaction([&](db::Transaction& tx) {
        const auto current = parts_.domains.lock(tx, scope, task.domain).value();
        parts_.desk.step(tx, context.actor(), current, task.verb + "_failed", reasonOf(*sent));
      });
    }
    return refused ? jobs::Result::fail(reasonOf(*sent))
                   : Operations::resultOf(*sent, domain->registrar);
  }
  const auto record = recordIn(sent->reply, *domain);
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.domains.lock(tx, scope, task.domain).value();
    if (task.verb == "set_contacts") {
      current.contacts = members.value("contacts", Json());
      if (isNewest(tx)) parts_.domains.forgetContacts(tx, task.domain, task.verb);
    }
    if (task.verb == "set_delegation") {
      const auto signers = members.value("signers", Json::array());
      current.dnssec = !signers.empty();
      current.signers = signers.empty() ? Json() : signers;
    }
    if (record) {
      parts_.desk.note(tx, context.actor(), current, *record);
    } else {
      parts_.desk.save(tx, current);
    }
    parts_.desk.step(tx, context.actor(), current, task.verb);
    parts_.desk.announce(tx, context.actor(), current, DomainChanged{});
  });
  return jobs::Result::done();
}

// A renewal adds to one expiry, which is written down when it is sold, as we knew it then. Sent for
// a domain that was renewed elsewhere meanwhile it would be taken for done with nothing bought, so
// that the registrar is asked first, and a person where it shows a later one. Once it was sent a
// later one is its own. Terms that do not know theirs take the registrar's.
std::optional<jobs::Result> RegistrarWork::checkExpectation(jobs::Context& context, Case& one) {
  const auto key = domain_traces::keyOf("renew", one.domain.id, one.term.id.text());
  const bool mayBeItsOwn = parts_.database.readOne([&](db::Reader& reader) {
    return domain_traces::mayHaveHappened(reader, one.domain.id, key);
  });
  const bool isRenewal = one.term.action == DomainAction::Renew;
  if (one.term.expectedAt && (mayBeItsOwn || !isRenewal)) return std::nullopt;
  const auto answer = parts_.operations.ask({one.domain.registrar,
                                             "registrar/1.locate",
                                             {{"domain", one.domain.name}},
                                             {},
                                             std::chrono::seconds{60}});
  if (answer.outcome != Outcome::Succeeded) return failed(context, one, answer);
  const auto found = answer.reply.is_object() ? answer.reply.value("registration", Json()) : Json();
  const auto record = found.is_null() ? std::nullopt : recordIn(found, one.domain);
  if (!record || !record->expiresAt)
    return park(context, one, "The registrar does not say when it expires, or does not hold it.");
  const bool isFixed = context.transaction([&](db::Transaction& tx) {
    Domain current;
    DomainTerm open;
    if (!isOpenFor(tx, one, current, open)) return false;
    parts_.desk.note(tx, context.actor(), current, *record);
    if (!open.expectedAt) {
      open.expectedAt = record->expiresAt;
      parts_.desk.saveTerm(tx, open);
    }
    one = Case{std::move(current), std::move(open)};
    return true;
  });
  if (!isFixed) return jobs::Result::done();
  if (mayBeItsOwn || !isRenewedElsewhere(one.term, record->expiresAt)) return std::nullopt;
  return park(context, one,
              std::string{kRenewedElsewhere} + ": It was renewed elsewhere until " +
                  record->expiresAt->text().substr(0, 10) + ", and this was sold to add to " +
                  one.term.expectedAt->text().substr(0, 10) +
                  ". Nothing was bought: refuse it, so that what was paid becomes credit, or "
                  "confirm that it is renewed further, or that you have made this renewal.");
}

jobs::Result RegistrarWork::sync(jobs::Context& context, const SyncDomain& task) {
  const auto scope = Scope::ofTenant(context.scope().tenant);
  const auto domain = parts_.database.readOne(
      [&](db::Reader& reader) { return parts_.domains.find(reader, scope, task.domain); });
  if (!domain || !domain->isHeld()) return jobs::Result::done();
  const auto answer = parts_.operations.ask({domain->registrar,
                                             "registrar/1.locate",
                                             {{"domain", domain->name}},
                                             {},
                                             std::chrono::seconds{60}});
  // It comes again with the next round: a registrar that is down needs nobody's hand here.
  if (answer.outcome != Outcome::Succeeded) {
    return answer.outcome == Outcome::NeedsAttention || answer.outcome == Outcome::Permanent
               ? jobs::Result::fail(reasonOf(answer))
               : Operations::resultOf(answer, domain->registrar);
  }
  const auto found = answer.reply.is_object() ? answer.reply.value("registration", Json()) : Json();
  const auto record = found.is_null() ? std::nullopt : recordIn(found, *domain);
  if (!found.is_null() && !record) return jobs::Result::fail("the registrar's answer does not fit");
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.domains.lock(tx, scope, task.domain).value();
    if (!current.isHeld()) return;
    const auto actor = context.actor();
    if (!record) {
      current.syncedAt = parts_.clock.now();
      ++current.misses;
      parts_.desk.save(tx, current);
      // Once may be an oversight at the registrar; twice is news.
      if (current.misses < 2) return;
      if (current.status == DomainStatus::Redemption)
        return parts_.desk.become(tx, actor, current, DomainStatus::Cancelled);
      if (current.misses == 2) {
        parts_.desk.attention(tx, actor, current, "sync",
                              "The registrar's account does not hold it any more.");
      }
      return;
    }
    parts_.desk.note(tx, actor, current, *record);
    if (!current.isHeld()) return;
    // What people have done at the registrar itself ends what waited for them.
    auto term = domain_term_repository::openOf(tx, current.id);
    const bool isBack =
        term && term->state == TermState::Paid && term->action == DomainAction::Restore &&
        current.work == DomainWork::Attention && record->state == RegistrarState::Active;
    if (isBack) return parts_.desk.done(tx, actor, current, *term, *record);
    if (!term && current.work == DomainWork::Attention) {
      current.work = DomainWork::Idle;
      current.lastError.clear();
      parts_.desk.save(tx, current);
    }
  });
  return jobs::Result::done();
}

}  // namespace hostler
