#include "modules/domains/domain_actions.h"

#include "core/audit/fresh_factor.h"
#include "core/hostname/hostname.h"
#include "modules/domains/domain_traces.h"

#include <algorithm>
#include <set>

namespace hostler {
namespace {

DomainError registrarSilent(const ProviderAnswer& answer) {
  const bool refused =
      answer.outcome == Outcome::Permanent || answer.outcome == Outcome::NeedsAttention;
  if (refused)
    return {"registrar_refused",
            409,
            "The registrar does not give that now.",
            {{"registrar_code", answer.code}}};
  return {"registrar_unavailable", 503, "The registrar does not answer just now; try again soon."};
}

std::vector<std::string> hostsOf(const std::vector<std::string>& texts) {
  std::vector<std::string> hosts;
  FieldErrors errors;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto host = Hostname::parse(texts[i]);
    const auto path = FieldErrors::at("nameservers", i);
    if (!host) {
      errors.add(path, "malformed", "must be a host name, such as ns1.example.com");
    } else if (std::ranges::find(hosts, host->ascii()) != hosts.end()) {
      errors.add(path, "repeated", "comes twice");
    } else {
      hosts.push_back(host->ascii());
    }
  }
  errors.throwIfAny();
  return hosts;
}

// As the registrar has shown it last.
RegistrarRecord asShown(const Domain& domain) {
  RegistrarRecord record;
  record.state = RegistrarState::Active;
  record.providerState = domain.registrarState;
  record.expiresAt = domain.expiresAt;
  record.locked = domain.transferLock;
  record.privacy = domain.privacy;
  record.nameservers = domain.nameservers;
  return record;
}

Json registryForm(const DomainContacts& contacts) {
  auto shown = contacts;
  for (auto* contact : {&shown.admin, &shown.tech, &shown.billing}) {
    if (*contact) (*contact)->phone = registryPhone((*contact)->phone);
  }
  shown.registrant.phone = registryPhone(shown.registrant.phone);
  return toJson(shown);
}

}  // namespace

Domain DomainActions::get(const Scope& scope, Id<Domain> id) {
  const auto domain = parts_.database.read(
      [&](db::Reader& reader) { return parts_.domains.find(reader, scope, id); });
  if (!domain) throw NotFound{};
  return *domain;
}

Domain DomainActions::lockHeld(db::Transaction& tx, const Actor& actor, Id<Domain> id,
                               const std::string& wanted) {
  auto domain = parts_.domains.lock(tx, actor.scope, id);
  if (!domain) throw NotFound{};
  if (!domain->isHeld()) throw DomainStateForbids{*domain, wanted};
  return std::move(*domain);
}

void DomainActions::setAutoRenew(const Actor& actor, Id<Domain> id, bool on) {
  parts_.database.transaction([&](db::Transaction& tx) {
    auto domain = parts_.domains.lock(tx, actor.scope, id);
    if (!domain) throw NotFound{};
    if (!domain->isLive()) throw DomainStateForbids{*domain, "renew"};
    if (domain->autoRenew == on) return;
    domain->autoRenew = on;
    parts_.desk.save(tx, *domain);
    parts_.desk.step(tx, actor, *domain, on ? "auto_renew_on" : "auto_renew_off");
    parts_.desk.announce(tx, actor, *domain, DomainChanged{});
  });
}

void DomainActions::setLink(const Actor& actor, Id<Domain> id,
                            const std::optional<DomainLink>& link) {
  parts_.database.transaction([&](db::Transaction& tx) {
    auto domain = parts_.domains.lock(tx, actor.scope, id);
    if (!domain) throw NotFound{};
    const auto owner = Scope::ofAccount(domain->tenant, domain->account);
    const bool isKnown =
        !link || (parts_.isLinkable && parts_.isLinkable(tx, owner, link->kind, link->to));
    if (!isKnown) {
      const auto field = link->kind == DomainLinkKind::Bucket
                             ? std::string{"bucket"}
                             : std::string{wordOf(link->kind)} + "_id";
      throw ValidationError{field, "not_found", "must be something of this client"};
    }
    domain->link = link;
    parts_.desk.save(tx, *domain);
    parts_.desk.step(tx, actor, *domain, link ? "linked" : "unlinked", link ? link->to : "");
    parts_.desk.announce(tx, actor, *domain, DomainChanged{});
  });
}

DomainActions::Job DomainActions::change(const Actor& actor, Id<Domain> id, const std::string& verb,
                                         Json members, const std::string& wanted) {
  const auto domain = get(actor.scope, id);
  if (!parts_.work.can(domain.registrar, verb))
    throw DomainError{"not_supported", 409, "This domain's registrar cannot do that."};
  // Names and addresses stay with the wish, where they can be erased; jobs are kept as they are.
  const auto contacts = members.value("contacts", Json());
  members.erase("contacts");
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto current = lockHeld(tx, actor, id, wanted);
    parts_.desk.step(tx, actor, current, verb + "_wanted");
    jobs::Enqueue how;
    how.lane = "plugin." + current.registrar;
    const auto revision = parts_.domains.wish(tx, id, verb, contacts);
    return parts_.queue.enqueue(tx, Scope::ofAccount(current.tenant, current.account),
                                ChangeDomain{id, verb, members, revision}, how);
  });
}

DomainActions::Job DomainActions::setNameservers(const Actor& actor, Id<Domain> id,
                                                 const std::vector<std::string>& texts) {
  return change(actor, id, "set_nameservers", {{"nameservers", hostsOf(texts)}},
                "change the name servers of");
}

DomainActions::Job DomainActions::setContacts(const Actor& actor, Id<Domain> id,
                                              const DomainContacts& contacts) {
  const auto form = registryForm(contacts);
  if (get(actor.scope, id).isHeld())
    return change(actor, id, "set_contacts", {{"contacts", form}}, "change the contacts of");
  parts_.database.transaction([&](db::Transaction& tx) {
    auto domain = parts_.domains.lock(tx, actor.scope, id);
    if (!domain) throw NotFound{};
    // What was sent already is what the registrar has.
    const auto term = domain_term_repository::openOf(tx, id);
    const bool mayStill =
        domain->status == DomainStatus::Pending && term &&
        (term->state == TermState::Unpaid || domain->work == DomainWork::Attention);
    if (!mayStill) throw DomainStateForbids{*domain, "change the contacts of"};
    domain->contacts = form;
    parts_.desk.save(tx, *domain);
    parts_.desk.step(tx, actor, *domain, "contacts_changed");
  });
  return std::nullopt;
}

DomainActions::Job DomainActions::setLock(const Actor& actor, Id<Domain> id, bool on) {
  return change(actor, id, "set_lock", {{"on", on}}, "lock");
}

DomainActions::Job DomainActions::setPrivacy(const Actor& actor, Id<Domain> id, bool on) {
  Json members{{"on", on}};
  if (on) {
    const auto domain = get(actor.scope, id);
    if (!domain.isHeld()) throw DomainStateForbids{domain, "hide the owner of"};
    const auto answer = parts_.operations.ask(
        {domain.registrar,
         "registrar/1.agreements",
         {{"tlds", Json::array({domain.tld})}, {"privacy", true}, {"for_transfer", false}},
         {},
         std::chrono::seconds{10}});
    if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object())
      throw registrarSilent(answer);
    Json keys = Json::array();
    const auto list = answer.reply.value("agreements", Json::array());
    for (const auto& each : list) {
      if (each.is_object() && each.value("key", Json()).is_string()) keys.push_back(each["key"]);
    }
    members["consent"] = {{"agreements", keys},
                          {"agreed_from", actor.origin.address},
                          {"agreed_at", parts_.clock.now().unixSeconds()}};
  }
  return change(actor, id, "set_privacy", std::move(members), "hide the owner of");
}

std::vector<DomainSigner> DomainActions::signersOfZone(const Domain& domain) {
  const auto owner = Scope::ofAccount(domain.tenant, domain.account);
  const auto zone = parts_.database.read([&](db::Reader& reader) {
    return parts_.zone ? parts_.zone(reader, owner, domain.name) : std::nullopt;
  });
  if (!zone) {
    throw ValidationError{"records", "required",
                          "must be the DS records of its zone, which is not served here"};
  }
  if (!zone->isSigned || zone->signers.empty()) {
    throw DomainError{
        "zone_not_signed", 409,
        "Its zone is not signed yet: POST /api/dns/zones/" + domain.name + "/dnssec comes first."};
  }
  // Keys of a zone that resolvers do not ask would make the domain vanish for them.
  const bool leadsThere =
      zone->nameservers.empty() || std::ranges::any_of(domain.nameservers, [&](const auto& host) {
        return std::ranges::find(zone->nameservers, host) != zone->nameservers.end();
      });
  if (!leadsThere) {
    throw DomainError{"zone_not_delegated",
                      409,
                      "Its name servers are not those of its zone here; change them first, or give "
                      "the DS records of the zone that it leads to.",
                      {{"nameservers", zone->nameservers}}};
  }
  // SHA-1 is of no use to who validates (RFC 8624); servers tell it all the same.
  auto signers = zone->signers;
  std::erase_if(signers, [](const DomainSigner& signer) { return signer.digestType == 1; });
  return signers;
}

DomainActions::Job DomainActions::setSigners(
    const Actor& actor, Id<Domain> id, const std::optional<std::vector<DomainSigner>>& given) {
  const auto domain = get(actor.scope, id);
  if (!parts_.work.can(domain.registrar, "set_delegation"))
    throw DomainError{"not_supported", 409, "This domain's registrar cannot do that."};
  const auto signers = checkedSigners(given ? *given : signersOfZone(domain));
  return change(actor, id, "set_delegation", {{"signers", toJson(signers)}}, "sign");
}

DomainActions::Job DomainActions::removeSigners(const Actor& actor, Id<Domain> id) {
  return change(actor, id, "set_delegation", {{"signers", Json::array()}}, "unsign");
}

DomainActions::Code DomainActions::revealAuthCode(const Actor& actor, Id<Domain> id) {
  const auto domain = get(actor.scope, id);
  if (!domain.isHeld()) throw DomainStateForbids{domain, "give away"};
  if (domain.transferLock) {
    throw DomainError{"transfer_locked", 409,
                      "Take the transfer lock off first: DELETE …/transfer-lock."};
  }
  const auto answer = parts_.work.askNow(domain, "auth_code").answer;
  if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object())
    throw registrarSilent(answer);
  parts_.database.transaction([&](db::Transaction& tx) {
    auto current = parts_.domains.lock(tx, actor.scope, id);
    if (!current) throw NotFound{};
    parts_.desk.step(tx, actor, *current, "auth_code_revealed");
  });
  const auto code = answer.reply.value("code", Json());
  return {Secret{code.is_string() ? code.get<std::string>() : std::string{}},
          answer.reply.value("mailed", Json(false)) == true};
}

Json DomainActions::whois(const Scope& scope, Id<Domain> id) {
  const auto domain = get(scope, id);
  Json view{{"domain", domain.name},
            {"unicode", domain.unicode},
            {"registrar", domain.registrar},
            {"status", wordOf(domain.status)},
            {"registrar_status", domain.registrarState},
            {"created_at", nullptr},
            {"expires_at", domain.expiresAt ? Json(domain.expiresAt->text()) : Json()},
            {"nameservers", domain.nameservers},
            {"transfer_lock", domain.transferLock},
            {"privacy", domain.privacy},
            {"dnssec", domain.dnssec},
            {"contacts", domain.contacts},
            {"as_of", domain.syncedAt.text()},
            {"live", false}};
  if (!domain.isHeld()) return view;
  const auto [answer, at] = parts_.work.askNow(domain, "locate");
  if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object()) return view;
  const auto found = answer.reply.value("registration", Json());
  if (found.is_null()) return view;
  try {
    const auto record = RegistrarRecord::read(found, domain.name);
    view.update({{"registrar_status", record.providerState},
                 {"created_at", record.createdAt ? Json(record.createdAt->text()) : Json()},
                 {"expires_at", record.expiresAt ? Json(record.expiresAt->text()) : Json()},
                 {"nameservers", record.nameservers},
                 {"transfer_lock", record.locked},
                 {"privacy", record.privacy},
                 {"as_of", at.text()},
                 {"live", true}});
  } catch (const ValidationError&) {
    return view;
  }
  return view;
}

Invoice DomainActions::renew(const Actor& actor, Id<Domain> id, int years) {
  const bool wantsFactor = parts_.tenants.settings(actor.scope.tenant).flag("domains.fresh_factor");
  if (actor.isClient() && wantsFactor) mustHaveFreshFactor(actor);
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto domain = lockHeld(tx, actor, id, "renew");
    return parts_.renewals.issue(tx, actor, domain, {years, actor.isClient(), false});
  });
}

DomainActions::Job DomainActions::setTransferCode(const Actor& actor, Id<Domain> id,
                                                  const Secret& code) {
  return parts_.database.transaction([&](db::Transaction& tx) -> Job {
    auto domain = parts_.domains.lock(tx, actor.scope, id);
    if (!domain) throw NotFound{};
    auto term = domain_term_repository::openOf(tx, id);
    const bool waits = term && term->action == DomainAction::Transfer &&
                       (term->state == TermState::Unpaid ||
                        (term->state == TermState::Paid && domain->work == DomainWork::Attention));
    if (!waits) throw DomainStateForbids{*domain, "give another code for the transfer of"};
    parts_.domains.setAuthCode(tx, id, code);
    parts_.desk.step(tx, actor, *domain, "transfer_code_given");
    if (term->state == TermState::Unpaid) return std::nullopt;
    return parts_.desk.begin(tx, actor, *domain, *term);
  });
}

DomainActions::Job DomainActions::sync(const Actor& actor, Id<Domain> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto domain = lockHeld(tx, actor, id, "look up");
    return parts_.desk.enqueueSync(tx, domain, jobs::Priority::Urgent);
  });
}

DomainActions::Job DomainActions::retry(const Actor& actor, Id<Domain> id) {
  return parts_.database.transaction([&](db::Transaction& tx) -> Job {
    auto domain = parts_.domains.lock(tx, actor.scope, id);
    if (!domain) throw NotFound{};
    auto term = domain_term_repository::openOf(tx, id);
    const bool waits = term && domain->work == DomainWork::Attention &&
                       (term->state == TermState::Paid || term->state == TermState::Accepted);
    if (!waits) throw DomainStateForbids{*domain, "try again with"};
    return parts_.desk.begin(tx, actor, *domain, *term);
  });
}

DomainActions::Job DomainActions::confirmRenewal(const Actor& actor, Id<Domain> id, bool further) {
  return parts_.database.transaction([&](db::Transaction& tx) -> Job {
    auto domain = parts_.domains.lock(tx, actor.scope, id);
    if (!domain) throw NotFound{};
    auto term = domain_term_repository::openOf(tx, id);
    const bool waits =
        term && domain->work == DomainWork::Attention && term->state == TermState::Paid &&
        term->action == DomainAction::Renew && isRenewedElsewhere(*term, domain->expiresAt) &&
        !domain_traces::mayHaveHappened(tx, id,
                                        domain_traces::keyOf("renew", id, term->id.text()));
    if (!waits) throw DomainStateForbids{*domain, "confirm a renewal of"};
    parts_.desk.step(tx, actor, *domain, "renewal_confirmed", further ? "further" : "made by hand");
    if (further) {
      term->expectedAt = domain->expiresAt;
      return parts_.desk.begin(tx, actor, *domain, *term);
    }
    parts_.desk.done(tx, actor, *domain, *term, asShown(*domain));
    return std::nullopt;
  });
}

void DomainActions::refuse(const Actor& actor, Id<Domain> id, const std::string& reason) {
  parts_.database.transaction([&](db::Transaction& tx) {
    auto domain = parts_.domains.lock(tx, actor.scope, id);
    if (!domain) throw NotFound{};
    auto term = domain_term_repository::openOf(tx, id);
    const bool waits = term && domain->work == DomainWork::Attention &&
                       (term->state == TermState::Paid || term->state == TermState::Accepted);
    if (!waits) throw DomainStateForbids{*domain, "refuse"};
    parts_.desk.refused(tx, actor, *domain, *term, reason);
  });
}

}  // namespace hostler
