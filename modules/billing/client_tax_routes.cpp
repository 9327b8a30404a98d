#include "modules/billing/client_tax_routes.h"

#include "modules/billing/billing_permissions.h"

namespace hostler {

using http::Access;

namespace {

struct NoTaxNumber : DomainError {
  NoTaxNumber() : DomainError{"no_tax_number", 409, "The client has named no VAT number."} {}
};
struct NoLookup : DomainError {
  NoLookup()
      : DomainError{"no_lookup", 409,
                    "No lookup plugin is enabled. Enable one, or mark the number as checked by "
                    "hand."} {}
};

// Nothing for none; throws what is wrong with it.
std::optional<VatNumber> checked(const std::optional<std::string>& text, const Account& account) {
  if (!text) return std::nullopt;
  auto read = readVatNumber(*text);
  if (read.fault) throw ValidationError{"tax_id", read.fault->code, read.fault->message};
  if (read.number.country() != account.address.country)
    throw ValidationError{"tax_id", "other_country",
                          "is of another country than the account's address, which is in " +
                              account.address.country +
                              ": give that country's number, or change the address first"};
  return std::move(read.number);
}

void checkZone(const ClientTaxBody& body, const Account& account) {
  if (!body.sez.value_or(false)) return;
  if (account.address.country != "IN")
    throw ValidationError{"sez", "not_in_india", "is for clients in India"};
  if (!account.gstin)
    throw ValidationError{"sez", "no_gstin",
                          "needs the client's GSTIN, under which the unit is registered"};
}

}  // namespace

void ClientTaxRoutes::mount(http::Router& router) {
  mountClient(router);
  mountStaff(router);
}

ClientTaxView ClientTaxRoutes::show(Id<Tenant> tenant, Id<Account> account) {
  return parts_.database.read([&](db::Reader& reader) {
    const auto whose = parts_.accounts.get(reader, tenant, account);
    return ClientTaxView::of(tax_standings::one(reader, tenant, account), whose.address.country,
                             parts_.tenants.settings(tenant), parts_.checks.isOffered());
  });
}

TaxNumberView ClientTaxRoutes::showNumber(const Scope& scope) {
  return parts_.database.read([&](db::Reader& reader) {
    const auto mine = parts_.accounts.get(reader, scope.tenant, scope.account.value());
    return TaxNumberView::of(tax_standings::one(reader, scope.tenant, mine.id),
                             mine.address.country, parts_.tenants.settings(scope.tenant));
  });
}

void ClientTaxRoutes::setNumber(const Actor& actor, const std::optional<std::string>& number) {
  const auto tenant = actor.scope.tenant;
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto mine = parts_.accounts.get(tx, tenant, actor.scope.account.value());
    const auto before = tax_standings::lock(tx, tenant, mine.id);
    auto after = before;
    if (after.name(checked(number, mine), parts_.clock.now())) keep(tx, actor, before, after);
  });
}

void ClientTaxRoutes::change(const Actor& actor, Id<Account> id, const ClientTaxBody& body) {
  const auto tenant = actor.scope.tenant;
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto account = parts_.accounts.get(tx, tenant, id);
    const auto before = tax_standings::lock(tx, tenant, id);
    auto after = before;
    checkZone(body, account);
    if (body.sez) after.sez = *body.sez;
    if (body.taxId) after.name(checked(*body.taxId, account), parts_.clock.now());
    if (body.standing) changeByHand(after, body, tenant);
    keep(tx, actor, before, after);
  });
}

void ClientTaxRoutes::changeByHand(TaxStanding& standing, const ClientTaxBody& body,
                                   Id<Tenant> tenant) const {
  const auto now = parts_.clock.now();
  if (!standing.taxId) throw ValidationError{"standing", "no_tax_id", "is that of a VAT number"};
  if (*body.standing == TaxIdStanding::Unchecked)
    throw ValidationError{"standing", "not_by_hand", "may be set to valid, invalid or pending"};
  if (*body.standing == TaxIdStanding::Pending) {
    standing.standing = TaxIdStanding::Pending;
    standing.answer = nullptr;
    standing.checkedAt.reset();
    standing.askAfter(now);
    return;
  }
  if (!body.evidence)
    throw ValidationError{"evidence", "required",
                          "must say how the number was checked, such as the register's reference"};
  standing.answered(*body.standing == TaxIdStanding::Valid,
                    {{"by", "staff"}, {"evidence", *body.evidence}}, now,
                    parts_.tenants.settings(tenant).integer("tax.vat_recheck_days"));
}

void ClientTaxRoutes::checkAgain(const Actor& actor, Id<Account> account) {
  const auto tenant = actor.scope.tenant;
  parts_.database.transaction([&](db::Transaction& tx) {
    parts_.accounts.get(tx, tenant, account);
    auto standing = tax_standings::lock(tx, tenant, account);
    if (!standing.taxId) throw NoTaxNumber{};
    if (!parts_.checks.isOffered()) throw NoLookup{};
    standing.askAfter(parts_.clock.now());
    tax_standings::save(tx, tenant, standing, parts_.clock.now());
    parts_.checks.ask(tx, actor.scope, account);
    parts_.audit.record(
        tx, actor,
        {"account.tax_check_asked", account.text(), nullptr, {{"tax_id", *standing.taxId}}});
  });
}

// Whoever is due is asked after at once.
void ClientTaxRoutes::keep(db::Transaction& tx, const Actor& actor, const TaxStanding& before,
                           const TaxStanding& after) {
  const auto now = parts_.clock.now();
  tax_standings::save(tx, actor.scope.tenant, after, now);
  if (after.checkAt && *after.checkAt <= now && parts_.checks.isOffered())
    parts_.checks.ask(tx, actor.scope, after.account);
  parts_.audit.record(tx, actor,
                      {"account.tax_standing_changed", after.account.text(),
                       recordedTaxStanding(before), recordedTaxStanding(after)});
}

void ClientTaxRoutes::mountClient(http::Router& router) {
  router
      .get<http::Nothing, TaxNumberView>(
          "/billing/tax-id", Access::client(kReadInvoices),
          [this](const auto& request) { return showNumber(request.scope()); })
      .named("getTaxId", "My VAT number, and whether it is known to be valid")
      .tagged("Billing");
  router
      .put<TaxNumberBody, TaxNumberView>("/billing/tax-id", Access::client(kManagePaymentMethods),
                                         [this](const auto& request) {
                                           setNumber(request.actor(), request.body().taxId);
                                           return showNumber(request.scope());
                                         })
      .named("setTaxId", "Name my VAT number; documents that are issued already stay as they are")
      .tagged("Billing");
}

void ClientTaxRoutes::mountStaff(http::Router& router) {
  const auto manage = Access::staff(kManageInvoices);
  router
      .get<http::Nothing, ClientTaxView>("/admin/clients/{id}/tax", manage,
                                         [this](const auto& request) {
                                           return show(request.scope().tenant,
                                                       request.template id<Account>());
                                         })
      .named("adminGetClientTax", "What a client's taxes depend on")
      .tagged("Clients");
  router
      .patch<ClientTaxBody, ClientTaxView>("/admin/clients/{id}/tax", manage,
                                           [this](const auto& request) {
                                             const auto id = request.template id<Account>();
                                             change(request.actor(), id, request.body());
                                             return show(request.scope().tenant, id);
                                           })
      .named("adminChangeClientTax", "Change what a client's taxes depend on")
      .tagged("Clients");
  router
      .post<http::Nothing, ClientTaxView>("/admin/clients/{id}/tax/check", manage,
                                          [this](const auto& request) {
                                            const auto id = request.template id<Account>();
                                            checkAgain(request.actor(), id);
                                            return show(request.scope().tenant, id);
                                          })
      .named("adminCheckClientTaxNumber", "Ask the register after a client's VAT number again")
      .tagged("Clients");
}

}  // namespace hostler
