#include "modules/domains/domain_sales.h"

#include "modules/catalog/tld_repository.h"
#include "modules/domains/domain_contacts.h"
#include "modules/domains/domain_name.h"
#include "modules/ordering/cart.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::chrono::seconds kPatience{15};
constexpr std::int64_t kMostUnpaid = 20;

bool isNew(DomainAction action) {
  return action == DomainAction::Register || action == DomainAction::Transfer;
}

DomainError orderedAlready(const std::string& name) {
  return {"domain_ordered_already",
          409,
          name + " is ordered or held here already.",
          {{"domain", name}}};
}

// The same words whoever has it: a stranger does not learn whose clients' it is.
DomainError cannotBeHad(const std::string& name, bool isTransfer) {
  const Json facts{{"domain", name}};
  return isTransfer ? DomainError{"not_transferable", 409, name + " cannot be moved in now.", facts}
                    : DomainError{"domain_taken", 409, name + " is taken.", facts};
}

DomainError unavailable() {
  return {"registrar_unavailable", 503, "The registrar does not answer just now; try again soon."};
}

}  // namespace

/// Wishes that one call to a registrar can be asked about.
struct DomainSales::Batch {
  std::string registrar;
  bool isTransfer = false, privacy = false;
  struct Wished {
    DomainWish wish;
    std::string tld;
    CostLimit limit;
  };
  std::vector<Wished> wishes;
};

Tld DomainSales::tldOf(db::Reader& reader, Id<Tenant> tenant, const std::string& name) {
  const auto table = tld_repository::all(reader, tenant, true);
  const auto* tld = tldAbove(name, table);
  if (tld == nullptr)
    throw ValidationError{"domain", "tld_not_sold", "must be under a TLD that is sold here"};
  if (!isSoldUnder(name, *tld))
    throw ValidationError{"domain", "not_a_domain", "must be one label under a TLD"};
  return *tld;
}

// Another client's domain is not told apart from one that nobody has.
Domain DomainSales::owned(db::Reader& reader, const Scope& scope, const std::string& name) {
  const auto domain = parts_.domains.findLive(reader, scope.tenant, name);
  const bool isOwn = domain && scope.account && domain->account == *scope.account;
  if (!isOwn) throw ValidationError{"domain", "not_found", "must be a domain of yours"};
  if (!domain->isHeld()) throw DomainStateForbids{*domain, "renew"};
  return *domain;
}

DomainWish DomainSales::accept(db::Reader& reader, const Scope& scope, Id<CartItem> id,
                               const DomainRequest& request) {
  const auto name = Hostname::parse(request.name);
  if (!name)
    throw ValidationError{"domain", "malformed", "must be a domain name, such as example.com"};
  DomainWish wish;
  wish.id = id;
  wish.name = name->ascii();
  wish.action = request.action;
  wish.privacy = request.privacy;
  wish.extra = request.extra;
  FieldErrors errors;
  const bool isTransfer = request.action == DomainAction::Transfer;
  if (isTransfer && !request.authCode)
    errors.add("auth_code", "required", "is required: the code that its present registrar gives");
  if (!isTransfer && request.authCode)
    errors.add("auth_code", "not_for_this", "is for domains that are moved in");
  std::optional<Tld> tld;
  if (isNew(request.action)) {
    tld = tldOf(reader, scope.tenant, wish.name);
    // Of another client's nothing is said here: the checkout refuses it like any name that is
    // taken.
    const auto live = parts_.domains.findLive(reader, scope.tenant, wish.name);
    if (live && scope.account == live->account) throw orderedAlready(wish.name);
  } else {
    const auto domain = owned(reader, scope, wish.name);
    tld = tld_repository::findByName(reader, scope.tenant, domain.tld);
    if (request.privacy) errors.add("privacy", "not_for_this", "is set on the domain itself");
    if (!request.extra.empty()) errors.add("options", "not_for_this", "are for new domains");
  }
  wish.years = request.years.value_or(tld ? tld->minYears : 1);
  if (tld && !tld->sells(wish.years)) {
    errors.add(
        "years", "out_of_range",
        "must be from " + std::to_string(tld->minYears) + " to " + std::to_string(tld->maxYears));
  }
  errors.throwIfAny();
  if (request.authCode)
    wish.authCode = parts_.vault.seal(DomainWish::kAuthCode, id.value(), *request.authCode);
  return wish;
}

DomainWish DomainSales::changed(db::Reader& reader, const Scope& scope, const DomainWish& wish,
                                const DomainWishChange& change) {
  DomainRequest request;
  request.name = wish.name;
  request.action = wish.action;
  request.years = change.years.value_or(wish.years);
  request.privacy = change.privacy.value_or(wish.privacy);
  request.extra = change.extra.value_or(wish.extra);
  if (change.authCode) {
    request.authCode = change.authCode;
  } else if (wish.authCode) {
    request.authCode = parts_.vault.open(DomainWish::kAuthCode, wish.id.value(), *wish.authCode);
  }
  return accept(reader, scope, wish.id, request);
}

DomainQuote DomainSales::quote(db::Reader& reader, const Scope& scope, Currency currency,
                               const DomainWish& wish) {
  DomainQuote quote;
  const auto name = Hostname::parse(wish.name);
  quote.unicode = name ? name->unicode() : wish.name;
  if (isNew(wish.action)) {
    const auto table = tld_repository::all(reader, scope.tenant, true);
    if (const auto* tld = tldAbove(wish.name, table)) {
      quote.lines = purchaseLines(quote.unicode, *tld, wish.action, wish.years, currency,
                                  parts_.tenants.today(scope.tenant));
      quote.offeredYears = tld->offeredYears(wish.action, currency);
      quote.requirements = tld->requirements;
    }
  } else if (const auto domain = parts_.domains.findLive(reader, scope.tenant, wish.name);
             domain && scope.account == domain->account) {
    quote.domain = domain->id;
    if (const auto tld = tld_repository::findByName(reader, scope.tenant, domain->tld)) {
      quote.lines = renewalLines(*domain, *tld, wish.years, currency);
      quote.offeredYears = tld->offeredYears(wish.action, currency);
    }
  }
  if (quote.lines.empty()) throw ItemNotOnSale{wish.id};
  return quote;
}

// Asks the registry itself: a cart may be old, and a name that is gone is not paid for.
void DomainSales::checkNames(const Batch& batch, std::map<Id<CartItem>, DomainConsent>& consents) {
  NameAvailability::Question question;
  question.registrar = batch.registrar;
  question.forTransfer = batch.isTransfer;
  question.definitive = true;
  question.atMost = kPatience;
  for (const auto& wished : batch.wishes) question.names.push_back(wished.wish.name);
  const auto told = parts_.availability.ask(question);
  for (const auto& [wish, tld, limit] : batch.wishes) {
    const auto status = told.at(wish.name).under(limit);
    const Json facts{{"domain", wish.name}};
    switch (status.state) {
      case NameState::Available:
        if (status.cost) break;
        [[fallthrough]];  // what nobody tells the cost of may cost anything
      case NameState::Premium:
        throw DomainError{"premium_domain", 409,
                          wish.name + " is a premium name; ask us for a price.", facts};
      case NameState::Taken:
        throw cannotBeHad(wish.name, batch.isTransfer);
      case NameState::NotOffered:
        throw DomainError{"domain_not_offered", 409, wish.name + " cannot be had here.", facts};
      case NameState::Checking:
      case NameState::Unknown:
        throw unavailable();
    }
    consents[wish.id].cost = limit.most(*status.cost).json();
  }
}

Json DomainSales::agreementsOf(const std::string& registrar, const std::vector<std::string>& tlds,
                               bool privacy, bool forTransfer) {
  const auto instances = parts_.providers.instances("registrar");
  const auto found = std::ranges::find(instances, registrar, &ProviderInstance::name);
  if (found == instances.end() || !found->enabled) throw unavailable();
  if (std::ranges::find(found->capabilities, "agreements") == found->capabilities.end())
    return Json::array();
  const auto answer =
      parts_.providers.call({registrar,
                             "registrar/1.agreements",
                             {{"tlds", tlds}, {"privacy", privacy}, {"for_transfer", forTransfer}},
                             {},
                             kPatience});
  if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object()) throw unavailable();
  Json agreements = Json::array();
  const auto list = answer.reply.value("agreements", Json::array());
  for (const auto& each : list) {
    if (!each.is_object() || !each.value("key", Json()).is_string()) continue;
    Json shown{{"key", each["key"]}};
    for (const char* name : {"title", "url", "content"}) {
      const auto member = each.find(name);
      shown[name] = member != each.end() && member->is_string() ? *member : Json("");
    }
    agreements.push_back(std::move(shown));
  }
  return agreements;
}

Json DomainSales::agreements(const Scope& scope, const std::string& domain, bool privacy,
                             bool forTransfer) {
  const auto name = Hostname::parse(domain);
  if (!name) throw ValidationError{"domain", "malformed", "must be a domain name"};
  const auto tld = parts_.database.read(
      [&](db::Reader& reader) { return tldOf(reader, scope.tenant, name->ascii()); });
  return agreementsOf(tld.registrar, {tld.name}, privacy, forTransfer);
}

Json DomainSales::registrationFields(const Scope& scope, const std::string& domain) {
  const auto name = Hostname::parse(domain);
  if (!name) throw ValidationError{"domain", "malformed", "must be a domain name"};
  const auto tld = parts_.database.read(
      [&](db::Reader& reader) { return tldOf(reader, scope.tenant, name->ascii()); });
  return RegistrationFields::schemaOf(
      fields_.of(tld.registrar, tld.name).value_or(std::vector<RegistrationField>{}));
}

// A registration that its registry would refuse is not paid for.
void DomainSales::checkFields(const Batch& batch) {
  std::map<std::string, std::optional<std::vector<RegistrationField>>> asked;
  for (const auto& [wish, tld, limit] : batch.wishes) {
    if (!asked.contains(tld)) asked[tld] = fields_.of(batch.registrar, tld);
    if (!asked[tld]) continue;
    const auto faults = RegistrationFields::faultsIn(wish.extra, *asked[tld]);
    if (faults.empty()) continue;
    std::string text;
    for (const auto& fault : faults) {
      text += (text.empty() ? "" : "; ") + fault["name"].get<std::string>() + " " +
              fault["detail"].get<std::string>();
    }
    throw DomainError{"registration_fields",
                      409,
                      "Its registry wants to know more about " + wish.name + ": " + text +
                          ". Change it in the cart.",
                      {{"domain", wish.name}, {"item", wish.id.text()}, {"fields", faults}}};
  }
}

std::optional<Currency> DomainSales::currencyOf(db::Reader& reader, const Scope& scope) {
  if (!scope.account) return std::nullopt;
  return parts_.accounts.get(reader, scope.tenant, *scope.account).currency;
}

std::map<Id<CartItem>, DomainConsent> DomainSales::prepare(
    const Actor& actor, const std::vector<DomainWish>& wishes,
    const std::optional<std::vector<std::string>>& seen) {
  std::map<Id<CartItem>, DomainConsent> consents;
  std::vector<Batch> batches;
  const auto tenant = parts_.tenants.get(actor.scope.tenant);
  const auto today = parts_.tenants.today(tenant.id);
  parts_.database.read([&](db::Reader& reader) {
    const auto currency = currencyOf(reader, actor.scope).value_or(tenant.currency);
    const auto worths = Worths::on(reader, tenant, today);
    for (const auto& wish : wishes) {
      consents[wish.id];
      if (!isNew(wish.action)) continue;
      const auto tld = tldOf(reader, tenant.id, wish.name);
      const bool isTransfer = wish.action == DomainAction::Transfer;
      const auto fits = std::ranges::find_if(batches, [&](const Batch& batch) {
        return batch.registrar == tld.registrar && batch.isTransfer == isTransfer &&
               batch.privacy == wish.privacy;
      });
      auto& batch = fits == batches.end()
                        ? batches.emplace_back(Batch{tld.registrar, isTransfer, wish.privacy, {}})
                        : *fits;
      const auto price = tld.priceOf(wish.action, currency, wish.years);
      batch.wishes.push_back({wish, tld.name, {tld.highestCost, price, wish.years, worths}});
    }
  });
  for (const auto& batch : batches) {
    checkNames(batch, consents);
    if (!batch.isTransfer) checkFields(batch);
    std::vector<std::string> tlds, keys;
    for (const auto& wished : batch.wishes) {
      if (std::ranges::find(tlds, wished.tld) == tlds.end()) tlds.push_back(wished.tld);
    }
    const auto wanted = agreementsOf(batch.registrar, tlds, batch.privacy, batch.isTransfer);
    for (const auto& each : wanted) {
      keys.push_back(each["key"].get<std::string>());
      if (seen && std::ranges::find(*seen, keys.back()) == seen->end()) {
        throw DomainError{"agreements_changed",
                          409,
                          "The registrar has other agreements by now; read them and confirm.",
                          {{"agreements", wanted}}};
      }
    }
    for (const auto& wished : batch.wishes) consents[wished.wish.id].agreements = keys;
  }
  return consents;
}

Domain DomainSales::newDomain(db::Transaction& tx, const Order& order,
                              const DomainPurchase& purchase) {
  const auto tld = tldOf(tx, order.tenant, purchase.wish.name);
  const auto live = parts_.domains.findLive(tx, order.tenant, purchase.wish.name);
  if (live && live->account == order.account) throw orderedAlready(purchase.wish.name);
  const auto account = parts_.accounts.get(tx, order.tenant, order.account);
  const auto owner = parts_.accounts.contactOf(tx, order.tenant, order.account);
  Domain domain;
  domain.id = purchase.item.domain;
  domain.tenant = order.tenant;
  domain.account = order.account;
  domain.name = purchase.wish.name;
  domain.unicode = Hostname::parse(domain.name).value().unicode();
  domain.tld = tld.name;
  domain.registrar = tld.registrar;
  domain.privacy = purchase.wish.privacy;
  domain.contacts = toJson(contactsOf(account, owner));
  domain.createdAt = domain.updatedAt = domain.syncedAt = order.createdAt;
  try {
    parts_.domains.insert(tx, domain);
  } catch (const db::UniqueViolation&) {
    throw cannotBeHad(domain.name, purchase.wish.action == DomainAction::Transfer);
  }
  if (purchase.wish.authCode) {
    parts_.domains.setAuthCode(tx, domain.id,
                               parts_.vault.open(DomainWish::kAuthCode, purchase.wish.id.value(),
                                                 *purchase.wish.authCode));
  }
  return domain;
}

// Each keeps a name from everybody else until it is paid or called off. What one order holds has
// the cart's limit.
void DomainSales::requireFewUnpaid(db::Transaction& tx, const Order& order,
                                   const std::vector<DomainPurchase>& purchases) {
  const auto fresh = std::ranges::count_if(
      purchases, [](const DomainPurchase& one) { return isNew(one.wish.action); });
  const auto waiting = domain_term_repository::countUnpaidNew(tx, order.account);
  if (fresh == 0 || waiting == 0 || waiting + fresh <= kMostUnpaid) return;
  throw DomainError{"too_many_unpaid",
                    409,
                    "So many domains wait for your payment already; pay or cancel those first.",
                    {{"waiting", waiting}, {"most", kMostUnpaid}}};
}

void DomainSales::ordered(db::Transaction& tx, const Actor& actor, const Order& order,
                          const std::vector<DomainPurchase>& purchases) {
  requireFewUnpaid(tx, order, purchases);
  for (const auto& purchase : purchases) {
    const auto& wish = purchase.wish;
    auto domain = isNew(wish.action) ? newDomain(tx, order, purchase)
                                     : parts_.domains
                                           .lock(tx, Scope::ofAccount(order.tenant, order.account),
                                                 purchase.item.domain)
                                           .value();
    DomainTerm term;
    term.id = parts_.ids.next<DomainTerm>();
    term.tenant = order.tenant;
    term.account = order.account;
    term.domain = domain.id;
    term.action = isNew(wish.action) ? wish.action : renewalActionFor(domain);
    term.years = wish.years;
    if (!isNew(wish.action)) term.expectedAt = domain.expiresAt;
    term.invoice = order.invoice;
    term.orderItem = purchase.item.id;
    term.total = purchase.item.total;
    term.privacy = wish.privacy;
    term.extra = wish.extra;
    term.agreements = purchase.consent.agreements;
    term.agreedFrom = actor.origin.address;
    term.agreedAt = term.createdAt = term.updatedAt = parts_.clock.now();
    term.registrarCost = isNew(wish.action)
                             ? purchase.consent.cost
                             : RegistrarCost::of(purchase.item.unitPrice, wish.years).json();
    try {
      domain_term_repository::insert(tx, term);
    } catch (const db::UniqueViolation&) {
      throw orderedAlready(domain.name);
    }
    parts_.desk.step(tx, actor, domain, "ordered", std::string{wordOf(term.action)});
  }
}

}  // namespace hostler
